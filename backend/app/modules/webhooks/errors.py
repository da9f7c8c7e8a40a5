from accounting.errors import Conflict, Invalid, NotFound


class WebhookNotFound(NotFound):
    """There is no such webhook in this company."""


class DeliveryNotFound(NotFound):
    """There is no such delivery of this webhook."""


class TooManyWebhooks(Conflict):
    """A company can have 20 webhooks; remove one first."""


class WebhookIsOff(Conflict):
    """This webhook is switched off; switch it on first."""


class DeliveryPending(Conflict):
    """This is being sent at this moment, or is the next to be; look again in a moment."""


class WebhookUrlInvalid(Invalid):
    """This is not an address that we can send to."""


class WebhookAddressPrivate(WebhookUrlInvalid):
    """We send to public addresses only: not to this machine, nor into a private network."""
