"""People: teams, hours, cover, ownership, promises and the desk."""
