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
    refresh_token_seconds: int = Field(7 * 24 * 3600, description="a session that nobody used for so long ends")
    longest_session_seconds: int = Field(
        30 * 24 * 3600,
        description="a session ends so long after signing in, however much it is used"
        " (NIST SP 800-63B: 30 days at AAL1; OWASP ASVS 5.0, 7.1.1 and 7.3.2)",
    )
    cookie_secure: bool = True
    encryption_keys_file: Path = Field(description="lines of `key_id:base64 of 32 bytes`; the first one seals")

    public_url: str = Field(description="where people reach the app; links in mail begin with it")
    smtp_url: str = Field(description="smtp://[user:password@]host:port, or smtps://; ?starttls=required")
    mail_from: str = Field(description="sender of our mail, such as `Accounting <books@example.com>`")

    spa_dir: Path | None = None

    max_file_bytes: int = Field(25 * 1024 * 1024, description="largest single document")
    max_request_bytes: int = Field(110 * 1024 * 1024, description="largest request body that brings files")
    max_statement_bytes: int = Field(1024 * 1024 * 1024, description="largest request body that brings a bank's file")
    max_json_bytes: int = Field(2 * 1024 * 1024, description="largest request body that brings none")
    max_files_per_upload: int = 200
    interactive_upload_files: int = Field(4, description="up to so many files are read before any batch")
    read_slice: int = Field(8, description="documents read in one turn of a job; then the next job gets its turn")

    entries_judged_without_spark: int = Field(
        100_000, description="books with more entries wait for Spark when it is away; others are judged by the worker"
    )

    job_lease_seconds: int = Field(12, description="a worker that says nothing for so long has lost its job")
    job_max_attempts: int = 5
    requests_per_minute: int = Field(1200, description="per signed-in session or API key")
    sign_in_failures: int = Field(10, description="per e-mail address, known or not, in `sign_in_failure_seconds`")
    sign_in_failure_seconds: int = 15 * 60
    wrong_keys_per_address: int = Field(60, description="API keys that are none, per IP address and minute")
    sign_in_attempts_per_address: int = Field(100, description="per IP address and minute, all doors without a token")
    known_addresses_per_hour: int = Field(
        5,
        description="registrations with an address that has an account, per IP; a day has four times as many",
    )
    letters_per_hour: int = Field(1000, description="mail that one company may cause to its customers")
    idempotency_key_hours: int = Field(24, description="how long a stored answer is given again")

    ecb_rates_url: str = Field(
        "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml",
        description="the European Central Bank's reference rates of the last 90 days",
    )

    webhook_allowed_networks: list[str] = Field(
        default_factory=list, description="private networks (CIDR) that webhooks may reach"
    )


@cache
def settings() -> Settings:
    return Settings()
