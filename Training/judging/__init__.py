"""Judges of pictures: a reader for textured lettering and a classifier of materials."""
