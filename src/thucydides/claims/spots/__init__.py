"""Where and when, piece by piece: the places in which an event can have happened, the days on which somebody only spoke."""
