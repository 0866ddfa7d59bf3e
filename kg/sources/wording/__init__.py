"""Statements against their passages: words lost, added, or brought along."""
