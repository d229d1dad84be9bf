"""The mailbox of the demonstration: letters sent by the program, shown to whom they are for."""
