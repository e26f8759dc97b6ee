"""What an officer may choose when registering somebody: kelurahan and target lines."""

from foundation.errors import Refused
from offices.models import Region, TargetLine, User
from offices.regions import RegionQuerySet
from offices.roles import Act

Choices = list[tuple[str, str]]


def kelurahan_offered(*stored: str | None) -> RegionQuerySet:
    """Every kelurahan of today and those stored already (codes), in the order of the codes."""
    return Region.objects.kelurahan().offered(*stored).order_by("code")


def kelurahan_of(user: User) -> list[Region]:
    """The kelurahan in which this officer may register somebody today."""
    return list(kelurahan_offered().reached_by(user, Act.REGISTER))


def why_no_counter(user: User) -> str:
    """Why the officer can register nobody, with whom to ask: every kelurahan of the duty has ended. Else nothing."""
    if kelurahan_offered().reached_by(user, Act.REGISTER).exists():
        return ""
    return "Tidak ada lagi kelurahan tempat Anda mendaftarkan warga. Minta administrator memindahkan tugas Anda."


def require_counter(user: User) -> None:
    """Refused where the officer can register nobody."""
    if why := why_no_counter(user):
        raise Refused(why)


def by_kecamatan(kelurahan: list[Region]) -> list[tuple[str, Choices]]:
    """Choices under the name of their kecamatan; names repeat between kecamatan, so the group tells them apart."""
    above = Region.objects.in_bulk({code for region in kelurahan for code in region.around})
    many = len({region.kota_code for region in kelurahan}) > 1
    groups: dict[str, Choices] = {}
    for region in kelurahan:
        kecamatan, kota = above[region.kecamatan_code], above[region.kota_code]
        name = f"{kecamatan}, {kota.short_name}" if many else str(kecamatan)
        groups.setdefault(name, []).append((region.code, region.marked_name))
    return list(groups.items())


def lines_of(user: User) -> list[TargetLine]:
    """The target lines to which this officer may register somebody: of their own sudin, or all."""
    duties = user.scope.having(Act.REGISTER)
    lines = TargetLine.objects.select_related("sudin")
    if all(duty.rule.by_sudin for duty in duties):
        lines = lines.filter(sudin__in=[duty.sudin_id for duty in duties])
    return list(lines)
