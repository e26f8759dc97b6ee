"""What the portal needs of allauth beyond what allauth promises to keep. Nobody else imports from its `internal` modules.

An upgrade that moves one of these stops here, with a sentence, before anybody can sign in half-checked.
"""

try:
    from allauth.account.internal.flows.login import get_authentication_records, record_authentication
    from allauth.account.internal.stagekit import clear_login
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import (
        SECRET_SESSION_KEY,
        TOTP,
        format_hotp_value,
        generate_totp_secret,
        hotp_value,
        yield_hotp_counters_from_time,
    )
except ImportError as moved:
    raise ImportError(
        f"This release of allauth has moved what the portal builds on ({moved})."
        " Find its new place, read whether it still does the same, and name it in accounts/allauth_bridge.py."
    ) from moved

__all__ = [
    "SECRET_SESSION_KEY",
    "TOTP",
    "RecoveryCodes",
    "clear_login",
    "format_hotp_value",
    "generate_totp_secret",
    "get_authentication_records",
    "hotp_value",
    "record_authentication",
    "yield_hotp_counters_from_time",
]
