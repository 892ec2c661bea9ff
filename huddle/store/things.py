"""Which kind of thing each table holds, as pages ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huddle.model import (
    Account,
    Addendum,
    Attendance,
    ClosedDay,
    Conflict,
    Department,
    Escalation,
    Hold,
    Huddle,
    HuddleStep,
    Item,
    ItemEvent,
    MailServer,
    Part,
    Person,
    Policy,
    ReceivedEscalation,
    Receiver,
    Record,
    Reminder,
    RotaPlace,
    RotaSwap,
    SavedView,
    Series,
    SeriesException,
    Stage,
    Template,
    TemplateStep,
    Tier,
    Unit,
)
from huddle.vocabulary import Thing

if TYPE_CHECKING:
    from sqlmodel import SQLModel

THING_OF: dict[type[SQLModel], Thing] = {
    Unit: Thing.UNIT,
    Account: Thing.ACCOUNTS,
    Policy: Thing.PRIVACY,
    Hold: Thing.PRIVACY,
    Department: Thing.PEOPLE,
    Person: Thing.PEOPLE,
    Stage: Thing.TEMPLATES,
    Template: Thing.TEMPLATES,
    TemplateStep: Thing.TEMPLATES,
    Series: Thing.SERIES,
    SeriesException: Thing.SERIES,
    ClosedDay: Thing.SERIES,
    RotaPlace: Thing.SERIES,
    RotaSwap: Thing.SERIES,
    Huddle: Thing.HUDDLES,
    HuddleStep: Thing.HUDDLES,
    Record: Thing.HUDDLES,
    Addendum: Thing.HUDDLES,
    Attendance: Thing.ATTENDANCE,
    Item: Thing.ITEMS,
    Part: Thing.ITEMS,
    ItemEvent: Thing.ITEMS,
    Escalation: Thing.ITEMS,
    ReceivedEscalation: Thing.ITEMS,
    SavedView: Thing.VIEWS,
    MailServer: Thing.MAIL,
    Tier: Thing.PEOPLE,
    Receiver: Thing.PEOPLE,
    Reminder: Thing.REMINDERS,
    Conflict: Thing.CONFLICTS,
}
