"""The demonstration: phones on a page, and small local servers that stand in for the providers. Never used otherwise."""
