"""Asking leave to meet, and the superior committee's decision."""
