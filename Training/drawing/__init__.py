"""Pictures of lettering made of one material upon surroundings of another, drawn from nothing."""
