"""Chibo: meetings by the rules, with minutes nobody has to doubt."""
