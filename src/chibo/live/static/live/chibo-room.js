// <chibo-room>: the room as a living page.
