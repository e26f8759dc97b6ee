"""manage.py rollup fold | check | rebuild"""

from django.core.management.base import BaseCommand, CommandError

from foundation.history import recorded_as
from reports.figures import rollup


class Command(BaseCommand):
    help = "Lipat perubahan ke sel, periksa semua angka terhadap catatan, atau hitung ulang dari awal."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["fold", "check", "rebuild"])

    def handle(self, what, **options):
        if failure := getattr(self, f"_{what}")():
            raise CommandError(failure)

    def _fold(self):
        self.stdout.write(f"{rollup.fold()} perubahan dilipat.")

    def _check(self):
        with recorded_as(label="rollup check"):
            run = rollup.check()
        for difference in run.differences:
            self.stderr.write(difference)
        if run.differing:
            return f"{run.differing} dari {run.cells} sel berbeda dengan hitungan ulang."
        self.stdout.write(f"{run.cells} sel dibandingkan, tidak ada yang berbeda.")
        return None

    def _rebuild(self):
        with recorded_as(label="rollup rebuild"):
            self.stdout.write(f"{rollup.rebuild()} sel dihitung ulang.")
