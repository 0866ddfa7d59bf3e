import pytest
from pydantic import ValidationError

from kg.model.faults import Fault, raise_faults


def test_each_fault_keeps_its_way() -> None:
    """All faults are told at once, each at its own field."""
    faults = [Fault(("flows", 0, "screened"), "too many"), Fault((), "nothing is judged")]
    with pytest.raises(ValidationError) as caught:
        raise_faults("FlowFile", faults)
    told = [(error["loc"], error["msg"]) for error in caught.value.errors()]
    assert told == [(("flows", 0, "screened"), "too many"), ((), "nothing is judged")]


def test_no_fault_raises_nothing() -> None:
    """What is sound passes."""
    raise_faults("FlowFile", [])
