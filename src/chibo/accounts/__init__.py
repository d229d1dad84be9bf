"""People who sign in: accounts, first passwords, second factors, sessions."""
