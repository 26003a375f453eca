"""Questions that are answered and gone."""
