"""What `make operations` and `make bare` do without a root of Debian: read the page, and say what they need."""

import subprocess

import pytest

from local import operations
from local.paths import PYTHON, ROOT

PAGE = """# Judul

```sh
satu
```

1. Langkah:

   ```sh
   cat <<DUA
   dua
   DUA
   ```

```nginx
bukan perintah
```

   ```sh
   manage.py first_admin admin
   ```
"""


def test_every_command_block_is_taken_from_the_page_in_order_and_without_its_indent():
    assert operations.blocks(PAGE) == [
        (4, "satu\n"),
        (10, "cat <<DUA\ndua\nDUA\n"),
        (20, "manage.py first_admin admin\n"),
    ]


def test_the_first_visit_follows_the_command_that_prints_its_link():
    said = operations.script(PAGE)

    assert said.index("satu") < said.index("dua") < said.index("manage.py first_admin") < said.index("first-visit")


def test_the_page_makes_one_script_that_a_shell_can_read():
    page = operations.PAGE.read_text()
    done = subprocess.run(["bash", "-n"], input=operations.script(page), text=True, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert page.count("```") == 2 * len(operations.blocks(page))


@pytest.mark.parametrize("module", ["bare", "operations"])
def test_without_debootstrap_they_say_so_in_one_sentence(module, tmp_path):
    done = subprocess.run(
        [PYTHON, "-m", f"local.{module}"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == (
        "Perintah ini membuat Debian kosong untuk percobaan; untuk itu diperlukan root dan debootstrap "
        "(apt-get install debootstrap).\n"
    )
