"""An e-mail address as it is asked for, with a code of its own where it cannot be one."""

from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic.networks import validate_email
from pydantic_core import PydanticCustomError


def _address(text: str) -> str:
    try:
        return validate_email(text)[1]
    except PydanticCustomError as error:
        reason = (error.context or {}).get("reason", "")
        raise PydanticCustomError("email_invalid", "this is no e-mail address: {reason}", {"reason": reason}) from error


Email = Annotated[str, AfterValidator(_address), WithJsonSchema({"type": "string", "format": "email"})]
