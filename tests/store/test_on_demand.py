"""Services that opening a ward does without are made once, whoever asks for them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from huddle.services.running import Running
from huddle.ward import Ward


def test_opening_a_ward_makes_no_service_that_today_does_without(ward: Ward) -> None:
    assert {"running", "followups", "people"}.isdisjoint(vars(ward))
    ward.bring_in()
    assert {"running", "followups", "people"} <= vars(ward).keys()


def test_two_threads_at_once_are_given_the_same(ward: Ward) -> None:
    both = Barrier(2)

    def asked() -> Running:
        both.wait()
        return ward.running

    with ThreadPoolExecutor(2) as threads:
        first, second = (threads.submit(asked) for _thread in range(2))
        assert first.result() is second.result()
