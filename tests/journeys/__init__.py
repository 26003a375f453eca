"""Journeys through both doors, as people make them."""
