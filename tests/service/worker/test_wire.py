from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kg.service.worker.wire import FrameBuffer, Job, Outcome, encode_frame


@given(st.lists(st.tuples(st.binary(max_size=20), st.binary(max_size=50))), st.integers(1, 30))
def test_frames_survive_any_cutting(frames: list[tuple[bytes, bytes]], size: int) -> None:
    """However the bytes arrive, the same frames come out."""
    sent = b"".join(encode_frame(head, body) for head, body in frames)
    received = FrameBuffer()
    taken = []
    for start in range(0, len(sent), size):
        received.feed(sent[start : start + size])
        while (frame := received.take()) is not None:
            taken.append(frame)
    assert taken == frames


def test_jobs_and_outcomes_survive_the_way() -> None:
    """What is encoded is decoded to the same value."""
    job = Job("ASK {}", "json", default_graphs=["x:g"], bindings={"a": '"é"@fr'})
    outcome = Outcome(problem="syntax", line=2, column=3)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(job), type=Job) == job
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(outcome), type=Outcome) == outcome
