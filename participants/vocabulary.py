"""The words that names consist of: what a mistyped name is compared with."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func

from foundation.keeping import NoHistory


class NameWord(models.Model):
    """A word that occurs in the name of a person or business. Kept by triggers on both; words are never taken out."""

    history = NoHistory("Computed from names, which have a history.")

    word = models.CharField(max_length=120, primary_key=True)

    class Meta:
        verbose_name = verbose_name_plural = "kata nama"

    def __str__(self) -> str:
        return self.word


def words_of(field: str) -> models.GeneratedField:
    """The lower-case words of a text field, computed by the database; letters and digits only."""
    return models.GeneratedField(
        expression=Func(F(field), function="participants_name_words"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )


def keep_words() -> list[pgtrigger.Trigger]:
    """The triggers that put the words of new and changed rows into the vocabulary.

    In the words' order, so that two transactions with the same new words wait for each other instead of deadlocking.
    """
    insert = (
        "INSERT INTO participants_nameword (word) SELECT DISTINCT unnest({0}) {1} ORDER BY 1 ON CONFLICT DO NOTHING;"
    )
    return [
        pgtrigger.Trigger(
            name="keep_words_insert",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="new_rows"),
            func=insert.format("words", "FROM new_rows") + " RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name="keep_words_update",
            when=pgtrigger.After,
            operation=pgtrigger.UpdateOf("name"),
            condition=pgtrigger.Condition("OLD.words IS DISTINCT FROM NEW.words"),
            func=insert.format("NEW.words", "") + " RETURN NULL;",
        ),
    ]
