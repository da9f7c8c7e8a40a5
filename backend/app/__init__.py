"""The backend: an HTTP API and Celery workers over one PostgreSQL."""
