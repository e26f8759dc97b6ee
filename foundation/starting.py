"""What web and worker make sure of before they begin. A database that is away stops nobody: /readyz tells of it."""

import structlog
from django.db import Error, connection, transaction

log = structlog.get_logger("portal")


def stop_under_wrong_keys() -> None:
    """End this process with the sentence that says what to do, where its keys are not the database's."""
    from foundation.key_checks import WrongKeys, require_fitting  # a model: not before the apps are loaded

    try:
        with transaction.atomic():
            require_fitting()
    except WrongKeys as wrong:
        raise SystemExit(str(wrong)) from None
    except Error as failure:
        log.warning("keys_not_compared", exc_info=failure)
    finally:
        connection.close()
