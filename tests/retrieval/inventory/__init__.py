"""The 74 things that the sources name, each with the name a person would type."""
