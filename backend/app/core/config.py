"""Settings: everything that differs between machines, read once from the environment."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore")

    environment: Literal["development", "production"] = "development"
    instance_id: str = ""
    log_format: Literal["console", "json"] = "console"
    log_level: str = "INFO"

    database_url: str
    migration_database_url: str | None = None
    relay_database_url: str | None = None
    database_pool_size: int = 10

    broker_url: str
    cache_url: str

    s3_endpoint_url: str
    s3_access_key: str
    s3_secret_key: str
    s3_bucket: str = "documents"
    s3_region: str = "us-east-1"

    spark_connect_url: str
    spark_master_ui_url: str | None = None

    jwt_private_key_file: Path
    jwt_issuer: str = "smart-accounting"
    jwt_audience: str = "smart-accounting-api"
    access_token_seconds: int = 15 * 60
    refresh_token_seconds: int = 7 * 24 * 3600
    cookie_secure: bool = True

    spa_dir: Path | None = None

    max_file_bytes: int = Field(25 * 1024 * 1024, description="largest single document")
    max_request_bytes: int = Field(110 * 1024 * 1024, description="largest request body")
    max_files_per_upload: int = 200
    interactive_upload_files: int = Field(4, description="up to so many files are read before any batch")
    read_slice: int = Field(8, description="documents read in one turn of a job; then the next job gets its turn")

    job_lease_seconds: int = Field(12, description="a worker that says nothing for so long has lost its job")
    job_max_attempts: int = 5
    sign_in_attempts_per_minute: int = 10


@cache
def settings() -> Settings:
    return Settings()
