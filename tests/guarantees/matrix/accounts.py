"""Sign-in, own account, users, access log."""

from uuid import uuid4

from accounts import links, tokens
from offices.roles import Role
from offices.users import User
from tests.factories import DURI_KEPA, MENTENG, give
from tests.guarantees.matrix.actors import all_with, everybody_sees
from tests.guarantees.matrix.frame import NOWHERE, Kind, Row, act, form, page, safe
from tests.guarantees.matrix.world import World

# Who has no authenticator app, for the duties ask for none.
NO_CODE = ("kelurahan", "lurah", "staf_lurah", "idle")
ADMINISTRATOR = all_with(200, "administrator")
NOT_TO_HERSELF = {("administrator", "herself"): 409}


def two_officers() -> dict[str, User]:
    """One in Duri Kepa, one in another city; the same two however often they are asked for."""
    found = {}
    for position, region in {"own": DURI_KEPA, "other_city": MENTENG}.items():
        user, new = User.objects.get_or_create(username=f"matriks.petugas.{position}")
        found[position] = user
        if new:
            give(user, Role.KELURAHAN, region)
    return found


def make_officers(world: World) -> dict:
    """Officers with one duty each, at home and in another city; and the administrator who asks."""
    officers = {position: {"user_id": user.public_id} for position, user in two_officers().items()}
    return officers | {"herself": {"user_id": world.user("administrator").public_id}, NOWHERE: {"user_id": uuid4()}}


def make_duties(world: World) -> dict:
    """The duty of each of those officers, and a duty looked for at the wrong officer."""
    found = {
        position: {"user_id": user.public_id, "duty_id": user.duties.get().public_id}
        for position, user in two_officers().items()
    }
    foreign = found["own"] | {"duty_id": found["other_city"]["duty_id"]}
    return found | {"foreign": foreign, NOWHERE: {"user_id": uuid4(), "duty_id": uuid4()}}


def make_tokens(world: World) -> dict:
    """A token of the kelurahan officer, and one of somebody else."""
    hers = tokens.issue(world.user("kelurahan"), "satu lagi")[0]
    return {
        "of_kelurahan": {"token_id": hers.public_id},
        "of_idle": {"token_id": world.user("idle").api_tokens.get().public_id},
        NOWHERE: {"token_id": uuid4()},
    }


def make_links(world: World) -> dict:
    """A link that works and one that was never made: the link itself is the key, whoever holds it."""
    return {"own": {"token": links.make(world.registrar, by=None)}, NOWHERE: {"token": "tidak-pernah-dibuat"}}


KINDS = {
    "officer": Kind(make_officers, {"administrator": {"own", "herself"}}),
    "duty": Kind(make_duties, {"administrator": {"own"}}),
    "token": Kind(make_tokens, {"kelurahan": {"of_kelurahan"}, "idle": {"of_idle"}}),
    "link": Kind(make_links, everybody_sees("own") | {"anonymous": {"own"}}),
}

ROWS: list[Row] = [
    *page("home", all_with(302)),
    Row("account_login", "GET", all_with(302), anonymous=200),
    Row("account_login", "POST", all_with(302), anonymous=422),
    *page("mfa_authenticate", all_with(302)),
    *[Row("cancel_sign_in", "GET", {}, denied=405, anonymous=405), Row("cancel_sign_in", "POST", all_with(302))],
    *form("account_logout", all_with(200), 302),
    Row("set_password", "GET", all_with(200), kind="link", anonymous=200),
    Row("set_password", "POST", all_with(422), kind="link", anonymous=422),
    *page("account:profile", all_with(200)),
    *form("account:tokens", all_with(200), 200),
    *act("account:issue_token", all_with(422), unless={(role, ""): 403 for role in NO_CODE}),
    *page("access:list", all_with(200, "dpo")),
    *page("users:list", ADMINISTRATOR),
    *form("users:add", ADMINISTRATOR, 422),
    *page("users:detail", ADMINISTRATOR, kind="officer"),
    *page("users:link", ADMINISTRATOR, kind="officer"),
    *act("users:give_duty", all_with(422, "administrator"), kind="officer"),
    *act("users:end_duty", all_with(302, "administrator"), kind="duty"),
    *act("users:disable", all_with(302, "administrator"), kind="officer", unless=NOT_TO_HERSELF),
    *act("users:enable", all_with(302, "administrator"), kind="officer", unless=NOT_TO_HERSELF),
    *act("users:reset_second_factor", all_with(302, "administrator"), kind="officer", unless=NOT_TO_HERSELF),
    *act("users:new_link", all_with(302, "administrator"), kind="officer", unless=NOT_TO_HERSELF),
    *form("account_reauthenticate", all_with(200), 422),
    Row("mfa_reauthenticate", "GET", all_with(200) | all_with(302, *NO_CODE)),
    Row("mfa_reauthenticate", "POST", all_with(422) | all_with(302, *NO_CODE)),
    *form("account_change_password", all_with(200), 422),
    *safe("mfa_index", all_with(200)),
    Row("mfa_activate_totp", "GET", all_with(302) | all_with(200, *NO_CODE)),
    Row("mfa_activate_totp", "POST", all_with(302) | all_with(422, *NO_CODE)),
    Row("mfa_deactivate_totp", "GET", all_with(302) | all_with(404, *NO_CODE)),
    Row("mfa_deactivate_totp", "POST", all_with(422) | all_with(404, *NO_CODE)),
    *safe("mfa_view_recovery_codes", all_with(404)),
    Row("mfa_generate_recovery_codes", "GET", all_with(200)),
    Row("mfa_generate_recovery_codes", "POST", all_with(302) | all_with(422, *NO_CODE)),
    *act("account:revoke_token", all_with(302), kind="token"),
]
