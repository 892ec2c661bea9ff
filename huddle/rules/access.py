"""Who may do what: one table of every service function and the roles it is open to.

Services refuse what this table does not allow; pages read it to leave out what would be refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from huddle.vocabulary import AccessRole

EVERYONE = frozenset(AccessRole)
READ = EVERYONE - {AccessRole.WALL_SCREEN}
TAKE_PART = READ - {AccessRole.READER}
LEAD = TAKE_PART - {AccessRole.CONTRIBUTOR}
SET_UP = LEAD - {AccessRole.FACILITATOR}

_TABLE: tuple[tuple[str, frozenset[AccessRole], str], ...] = (
    ("signing_in", EVERYONE, "names pins_allowed switch lock choose_pin forget_pin"),
    ("signing_in", LEAD, "open_wall"),
    ("accounts", READ, "mine change_my_password"),
    ("accounts", LEAD, "accounts add_cover"),
    ("accounts", SET_UP, "add change enable disable reset change_key new_recovery_key"),
    ("setting_up", READ, "unit"),
    ("setting_up", SET_UP, "change_unit"),
    ("audit", SET_UP, "entries choices verify"),
    ("export", READ, "actions huddles concerns measures"),
    ("export", SET_UP, "audit feedback"),
    ("everything", SET_UP, "write take_in"),
    ("privacy", READ, "policy"),
    ("privacy", SET_UP, "change_policy change_sensitive_roles"),
    ("retention", EVERYONE, "expire_patient_references"),
    ("retention", SET_UP, "preview dispose log holds add_hold lift_hold"),
    ("rights", SET_UP, "everything_about role_name preview_leaver leaver_becomes_role"),
    ("people", READ, "departments people stages known"),
    ("people", LEAD, "add_person change_person"),
    (
        "people",
        SET_UP,
        """add_department change_department move_department retire_department
        bring_back_department retire_person bring_back_person
        add_stage rename_stage move_stage remove_stage""",
    ),
    ("templates", READ, "templates template series"),
    (
        "templates",
        SET_UP,
        """new_template copy_template rename_template remove_template
        add_step add_steps change_step move_step remove_step
        add_series change_series make_main retire_series""",
    ),
    ("calendar", READ, "exceptions closed_days"),
    (
        "calendar",
        SET_UP,
        "add_exceptions remove_exception add_closed_days remove_closed_day",
    ),
    ("rotas", READ, "rota"),
    ("rotas", LEAD, "swap exchange take_back_swap"),
    ("rotas", SET_UP, "set_turns add_place move_place remove_place change_deputy"),
    ("planning", READ, "today agenda raise_for_next"),
    ("planning", LEAD, "not_held not_held_together"),
    ("running", READ, "state not_due gaps drafts save_draft"),
    (
        "running",
        TAKE_PART,
        """capture capture_all change_item name_owner turn_into park take_back
        add_part change_part remove_part undo set_presence set_heard add_person_to_roster
        read_back""",
    ),
    (
        "running",
        LEAD,
        """start open go_to_step pause carry_on take_up let_go review ask_for all_agreed close
        add_addendum reopen""",
    ),
    ("clocks", READ, "holder beat"),
    ("clocks", LEAD, "take leave"),
    ("paper", LEAD, "huddles enter"),
    ("followups", READ, "find board all_open promises action story goals overdue_by_department"),
    ("followups", TAKE_PART, "add update update_together take_back give_to check told name_owner"),
    ("versions", READ, "last_change in_words"),
    ("views", READ, "views add rename remove use"),
    ("views", LEAD, "share"),
    ("conflicts", READ, "waiting"),
    ("conflicts", TAKE_PART, "settle"),
    ("escalations", READ, "tiers waiting of_item escalation proposed"),
    ("escalations", TAKE_PART, "told answer"),
    ("escalations", LEAD, "escalate not_now withdraw told_back"),
    (
        "escalations",
        SET_UP,
        """add_tier change_tier move_tier remove_tier
        add_receiver change_receiver remove_receiver""",
    ),
    ("received", READ, "waiting of_item"),
    ("received", TAKE_PART, "enter_slip answer sent_back"),
    ("handover", READ, "address"),
    ("handover", TAKE_PART, "write_escalation write_answer read"),
    ("units", READ, "units use tier_names"),
    ("units", SET_UP, "add change let_in logins fence"),
    ("history", READ, "huddles record attendance items"),
    ("search", READ, "find like_before saved keep forget"),
    ("safety_cross", READ, "harms month"),
    ("safety_cross", TAKE_PART, "mark unmark"),
    ("safety_cross", SET_UP, "add rename count_from move retire bring_back"),
    ("journey", LEAD, "map items"),
    ("patient_voice", READ, "comments themes hint by_theme"),
    ("patient_voice", TAKE_PART, "add sort bring answer not_answered"),
    ("slips", READ, "became"),
    ("thanks", READ, "since_last of_month one"),
    ("month", READ, "of story held milestones"),
    ("huddle_measures", LEAD, "of"),
    ("embedding", READ, "progress"),
    ("measures", READ, "measures named readings chart of_the_day"),
    ("measures", TAKE_PART, "read read_all correct take_back"),
    ("measures", LEAD, "add change retire bring_back rebase take_back_rebase"),
    ("goal_plans", READ, "goals goal"),
    ("goal_plans", TAKE_PART, "add plan"),
    ("goal_plans", LEAD, "add_measure remove_measure finish give_up open_again"),
    ("technology", READ, "tools tool named asking about"),
    ("technology", TAKE_PART, "concern link"),
    ("technology", LEAD, "add change review decide reported view"),
    ("self_check", LEAD, "mine keep"),
    ("guidance", READ, "cards card overdue glossary"),
    ("guidance", SET_UP, "keep use_shipped"),
    ("learning", READ, "mine refreshers read practised toured wants_tour news seen_news counts"),
    # A code is what lets somebody answer, whoever is signed in.
    ("pulse", EVERYONE, "form answer"),
    ("pulse", LEAD, "results reply"),
    ("pulse", SET_UP, "start"),
    ("sheets", READ, "make release release_all release_html copy departments"),
    ("typing_in", READ, "find form"),
    ("typing_in", TAKE_PART, "answer finish"),
    ("posting", LEAD, "plan plan_at_close send"),
    ("imports", SET_UP, "plan bring_in runs take_back"),
    ("feedback", READ, "say"),
    ("feedback", SET_UP, "all answer"),
    ("suggestions", READ, "kinds"),
    ("suggestions", TAKE_PART, "taken declined"),
    ("suggestions", SET_UP, "turn"),
    ("inbox", READ, "read_in"),
    ("reminders", EVERYONE, "send"),
    ("reminders", READ, "inbox seen"),
    ("reminders", LEAD, "due"),
    ("mail", EVERYONE, "send_digest"),
    ("mail", READ, "is_on"),
    ("mail", SET_UP, "settings change has_password keep_password send_test"),
    ("moving", SET_UP, "move"),
    ("wall", EVERYONE, "public_face staff_face answers_in"),
    ("upkeep", EVERYONE, "back_up_at_close watch"),
    ("upkeep", READ, "back_up backups check state"),
    ("upkeep", SET_UP, "backup_in since restore choose_second_place"),
)


def _declared() -> Mapping[str, frozenset[AccessRole]]:
    return {
        f"{service}.{function}": roles
        for service, roles, functions in _TABLE
        for function in functions.split()
    }


ACCESS = _declared()
"""By `service.function`, the roles it is open to."""

NEEDS_LINE = frozenset(
    f"{service}.{function}"
    for service, functions in (
        (
            "accounts",
            """change_my_password add_cover add change enable disable reset change_key
            new_recovery_key""",
        ),
        ("audit", "entries choices verify"),
        ("export", "audit"),
        ("everything", "write take_in"),
        ("retention", "expire_patient_references preview dispose add_hold lift_hold"),
        ("rights", "everything_about preview_leaver leaver_becomes_role"),
        ("units", "add change let_in use logins fence"),
        ("imports", "plan bring_in runs take_back"),
        ("posting", "send"),
        ("reminders", "send"),
        ("mail", "send_digest change keep_password send_test"),
        ("moving", "move"),
        ("pulse", "form answer results reply start"),
        ("self_check", "mine keep"),
        ("learning", "mine refreshers practised toured counts"),
        ("upkeep", "check watch restore choose_second_place"),
    )
    for function in functions.split()
)
"""What is not done while the database server cannot be reached: it concerns all computers."""


def may(role: AccessRole, function: str) -> bool:
    """Whether a role may call a service function, named as in `ACCESS`."""
    return role in ACCESS[function]
