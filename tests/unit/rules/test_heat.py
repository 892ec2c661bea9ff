"""The steps of shade, by hand."""

from __future__ import annotations

import pytest

from huddle.rules.heat import step_of


@pytest.mark.parametrize(
    ("most", "steps"),
    [
        (0, [0]),
        (1, [0, 1]),
        (2, [0, 1, 2]),
        (3, [0, 1, 2, 3]),
        (4, [0, 1, 2, 3, 3]),
        (9, [0, 1, 1, 1, 2, 2, 2, 3, 3, 3]),
    ],
)
def test_steps_are_equal_parts_of_the_largest_number(most: int, steps: list[int]) -> None:
    assert [step_of(count, most) for count in range(most + 1)] == steps
