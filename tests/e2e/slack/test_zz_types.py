"""Last: everything that the tests of this folder sent compiles against Slack's own types."""

from tests.e2e.slack.recorded import compile_all, forget


def test_what_was_sent_compiles_against_slacks_types() -> None:
    number, complaints = compile_all()
    assert complaints == ""
    assert number >= 10
    forget()
