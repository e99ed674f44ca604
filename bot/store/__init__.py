"""The database: the truth. SQLite in WAL mode to start with, PostgreSQL when DATABASE_URL says so."""
