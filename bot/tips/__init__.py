"""Weekly principle tips and the quiz: what is sent, when, where, once."""
