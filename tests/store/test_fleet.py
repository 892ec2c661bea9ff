"""What an organisation sets holds in the services, whoever is signed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import NotAllowed, Refused
from huddle.mail_words import MailSecurity
from huddle.organisation import Feature, FleetSettings
from huddle.paths import Paths
from huddle.rules.access import ACCESS
from huddle.rules.features import FEATURE_OF
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.sheets.paper import A4
from huddle.ward import Ward
from tests.helpers.wards import sign_in
from tests.store.test_access import functions, is_refused
