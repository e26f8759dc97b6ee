"""The scoreboard: a question answered as headline, lines, areas and funnel. Build inside `reading()`."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from foundation.days import today
from foundation.numbers import percent
from offices.models import Region, Sudin, TargetLine, User
from offices.regions import Level
from records.models import Stage, StageCode
from reports.figures import counting
from reports.figures.answers import Row
from reports.figures.counting import NONE, Figure
from reports.figures.pace import Pace
from reports.figures.question import Question
from reports.figures.reading import READER
from targets.models import Unit
from targets.sums import Sums, TargetTable

FIFTHS = 5


class Board:
    """What one officer sees of one question. Properties that count do so once, one statement each."""

    def __init__(self, user: User, question: Question, table: TargetTable | None) -> None:
        self.user = user
        self.question = question
        self.table = table if question.meets_target else None

    @cached_property
    def by_line(self) -> dict[str, Figure]:
        return counting.count(self.user, self.question, "line")

    @cached_property
    def by_kelurahan(self) -> dict[str, Figure]:
        return counting.count(self.user, self.question, "kelurahan")

    @cached_property
    def headline(self) -> Row:
        result = sum(figure.of(self.question.unit) for figure in self.by_line.values())
        return Row("Realisasi", self.question, result, self._target(self.question))

    @cached_property
    def pace(self) -> Pace | None:
        """Time elapsed and what is needed; None where no target is compared."""
        target = self.headline.target
        return Pace(self.question.span, today(), target, self.headline.result) if target else None

    @property
    def tells_verified(self) -> bool:
        """Whether results are told apart by verified or not: where P1 people are counted."""
        asked = (self.question.stage, self.question.unit)
        return asked == (StageCode.REGISTRATION, Unit.PEOPLE) and not self.question.helper

    @cached_property
    def waiting(self) -> dict[str, Figure]:
        """By line, who of the result is not verified by now: the line is the counter's proposal until then."""
        if not self.tells_verified or self.question.verified is not None:
            return {}
        return counting.count(self.user, self.question.replace(verified=False), "line")

    @cached_property
    def verified(self) -> Row | None:
        """Of the people registered, those whose identity is verified by now."""
        if not self.tells_verified:
            return None
        question = self.question.replace(verified=True)
        return Row("Di antaranya kini terverifikasi", question, counting.total(self.user, question))

    @property
    def verified_percent(self) -> Decimal | None:
        """Share of the verified in the people registered."""
        return percent(self.verified.result, self.headline.result) if self.verified else None

    @cached_property
    def sums(self) -> Sums | None:
        """Sum, published total and selisih, where the whole decision is looked at."""
        whole = self.table and self.question.area == self.table.decision.region_id
        mine = self.table and self.question.lines in ((), self.table.line_codes)
        return self.table.sums() if self.table and whole and mine else None

    @cached_property
    def lines(self) -> list[Row]:
        """Each line of the question with its target."""
        lines = TargetLine.objects.using(READER).order_by("position")
        asked = [line for line in lines if not self.question.lines or line.code.startswith(self.question.lines)]
        return [self._line(line) for line in asked]

    @cached_property
    def areas(self) -> list[Row]:
        """Kecamatan with their kelurahan inside; none where a single kelurahan is asked about."""
        if len(self.question.area) >= Level.KELURAHAN:
            return []
        regions = [region for region in self._regions() if self._exists(region)]
        kelurahan = [region for region in regions if len(region.code) == Level.KELURAHAN]
        most = max((self._figure(region) for region in kelurahan), default=0)
        tiles = {region.code: self._tile(region, most) for region in kelurahan}
        return [self._kecamatan(region, tiles) for region in regions if len(region.code) == Level.KECAMATAN]

    @property
    def compares(self) -> bool:
        """Whether any line has a target for just this area and stage."""
        return any(row.target is not None for row in self.lines)

    @property
    def has_tile_targets(self) -> bool:
        """Whether kelurahan have targets of their own, so that tiles can be coloured by them."""
        return any(tile.target is not None for row in self.areas for tile in row.inside)

    @property
    def has_area_targets(self) -> bool:
        return any(tile.target is not None for row in self.areas for tile in [row, *row.inside])

    @property
    def areas_note(self) -> str:
        """What the numbers of the map are."""
        if self.has_tile_targets:
            return "Capaian terhadap target"
        counted = f"Realisasi, {self.question.unit_words}"
        return f"Kecamatan: persen dari target. Kelurahan: {counted.lower()}" if self.has_area_targets else counted

    def _regions(self) -> list[Region]:
        inside = Region.objects.using(READER).select_related("successor").inside(self.question.area)
        return list(inside.filter(level__in=(Level.KECAMATAN, Level.KELURAHAN)))

    def _exists(self, region: Region) -> bool:
        """Whether the region existed in the span, or carries a figure all the same."""
        span = self.question.span
        begun = region.starts_on is None or region.starts_on <= span.ends_on
        lasts = region.ends_on is None or region.ends_on >= span.starts_on
        return (begun and lasts) or region.code in self.by_kelurahan

    def _tile(self, region: Region, most: int) -> Row:
        question = self.question.replace(area=region.code)
        result = self._figure(region)
        level = min(FIFTHS, 1 + FIFTHS * result // (most + 1)) if result else 0
        return Row(region.marked_name, question, result, self._target(question), level=level)

    def _kecamatan(self, region: Region, tiles: dict[str, Row]) -> Row:
        question = self.question.replace(area=region.code)
        inside = [tile for code, tile in tiles.items() if code.startswith(region.code)]
        return Row(region.marked_name, question, sum(tile.result for tile in inside), self._target(question), inside)

    def _figure(self, region: Region) -> int:
        return self.by_kelurahan.get(region.code, NONE).of(self.question.unit)

    def _line(self, line: TargetLine) -> Row:
        row = self._row(line.name, self.question.replace(lines=(line.code,)), self.by_line.get(line.code))
        return replace(row, waiting=self.waiting.get(line.code, NONE).of(self.question.unit))

    def _row(self, name: str, question: Question, figure: Figure | None) -> Row:
        return Row(name, question, (figure or NONE).of(question.unit), self._target(question))

    def _target(self, question: Question) -> int | None:
        return self.table.value(question.area, question.lines) if self.table else None


@dataclass(frozen=True)
class Helped:
    """What a sudin did of a stage for people credited to another."""

    stage: Stage
    line: TargetLine
    question: Question
    figure: Figure


def done_for_others(user: User, question: Question, sudin: Sudin) -> list[Helped]:
    """Stages that `sudin` carried out in this span and area while the credit is another sudin's."""
    asked = question.replace(helper=sudin.code, lines=(), stage=None, verified=None)
    counted = counting.count(user, asked, "stage", "line")
    stages = Stage.objects.using(READER).in_bulk()
    lines = TargetLine.objects.using(READER).in_bulk()
    found = [
        Helped(stages[stage], lines[line], asked.replace(stage=stage, lines=(line,), unit=Unit.RECORDS), figure)
        for (stage, line), figure in counted.items()
        if figure.records
    ]
    return sorted(found, key=lambda row: (row.stage.position, row.line.position))
