"""The texts that a body registers for itself and the bodies below it."""
