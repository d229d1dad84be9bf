"""A bad line between real browsers and the server: what it does to sound and to acts."""
