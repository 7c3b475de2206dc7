"""Mutations of what changes copies that were sent: corrections and recalls, and the archive beside them."""

from tests.battery.mutation import Change, Mutation, one

_AIR = "test_battery_announcements.py::test_"
CORRECTION = f"{_AIR}a_correction_that_is_killed_leaves_every_copy_right"
CORRECTIONS = f"{_AIR}two_corrections_reach_who_had_it_and_who_comes_after"
RECALL = f"{_AIR}a_recall_that_is_killed_leaves_no_copy"

# No kill brings these about at will: a test of the rows themselves sees them.
_MANY = "../airing/test_repairs.py::test_"
_AMENDING = "../airing/test_amending.py::test_"
_PACKED = "../test_archiving.py::test_what_is_corrected_while_it_is_being_packed_is_packed_no_further"
_LOOKED_UP = "../test_archiving.py::test_no_digest_is_packed_while_the_copies_of_a_correction_are_looked_up"
_IN_DIGEST = "../test_archiving.py::test_a_digest_is_not_packed_while_a_brief_in_it_is_corrected"

_REPAIRS = "storage/repairs.py"
_PLANNING = "bot/airing/repairs.py"
_CLAIMABLE = "storage/claimable.py"
_CORRECTING = "bot/airing/correcting.py"
_RECALLING = "bot/airing/recalling.py"
_WORDING = "bot/delivery/wording.py"
_ARCHIVE = "storage/archive.py"

AMENDED = (
    one(
        "a copy on the wire is corrected too",
        _REPAIRS,
        "_SENT = \"({0}.state = 'in_flight' OR {0}.state = 'sent' AND",
        "_SENT = \"({0}.state = 'sent' AND",
        CORRECTION,
    ),
    one(
        "only copies in the corrected language are edited",
        _REPAIRS,
        "AND reader.languages || '/' || reader.only_these IN (SELECT value FROM json_each(:alike))",
        "AND :alike <> ''",
        CORRECTION,
    ),
    one(
        "edits go before what is still to go",
        _CORRECTING,
        "        repairs=True,\n",
        "",
        CORRECTION,
    ),
    one(
        "a correction is its texts, its revision and its job together",
        _CORRECTING,
        "        await tx.corrections.forget(announcement_id)\n        await tx.aired",
        "    async with db.transaction() as tx:\n"
        "        await tx.corrections.forget(announcement_id)\n        await tx.aired",
        CORRECTION,
    ),
    one(
        "a copy that says it already is corrected",
        _WORDING,
        '_DONE = ("message is not modified", ',
        "_DONE = (",
        CORRECTION,
    ),
    one(
        "a correction is known by its revision",
        _CORRECTING,
        'f"correction:announcement:{announcement.id}:{announcement.revision}"',
        'f"correction:announcement:{announcement.id}:1"',
        CORRECTIONS,
    ),
    one(
        "a correction is a new revision",
        _CORRECTING,
        "revision=announcement.revision + 1)",
        "revision=announcement.revision)",
        CORRECTIONS,
    ),
    one(
        "a text is kept in memory as of its revision",
        "bot/delivery/announcing.py",
        "key = (delivery.job.announcement_id, delivery.revision)",
        "key = (delivery.job.announcement_id, 1)",
        CORRECTIONS,
    ),
    one(
        "an edit finds the message of a copy when it is claimed",
        _CLAIMABLE,
        "AND aired.part = 0 AND aired.state = 'sent'",
        "AND aired.part = 0 AND aired.state = 'never'",
        CORRECTIONS,
    ),
    one(
        "who has stopped has his copy corrected",
        _CLAIMABLE,
        "WHEN reader.absence = 'stopped' AND aired.message_id IS NOT NULL THEN NULL\n",
        "",
        CORRECTIONS,
    ),
    one(
        "what is recalled goes to nobody else",
        _RECALLING,
        "stopped = await tx.airing.stop(announcement_id, Stopped.RECALLED, kinds=NEW, now=now)",
        "stopped = ()",
        RECALL,
    ),
    one(
        "every copy is recalled, in whatever language",
        _PLANNING,
        "for language, alike in readers.items():",
        "for language, alike in list(readers.items())[1:]:",
        RECALL,
    ),
    one(
        "what cannot be deleted any more is withdrawn in words",
        "bot/delivery/amending.py",
        "self._now() - delivery.sent_at < DELETABLE",
        "self._now() - delivery.sent_at < 99 * DELETABLE",
        f"{_AMENDING}what_is_older_than_two_days_says_in_his_language_that_it_was_withdrawn",
    ),
    one(
        "an announcement is recalled once",
        _RECALLING,
        'key=f"recall:announcement:{announcement_id}"',
        'key=f"recall:announcement:{announcement_id}:{len(await tx.aired.jobs(announcement_id))}"',
        f"{_AMENDING}a_recall_deletes_every_copy_and_stops_the_rest",
    ),
    one(
        "copies that were packed are recalled",
        _REPAIRS,
        "        if row is None:\n            await self._turn(",
        "        if row is None or row:\n            await self._turn(",
        f"{_AMENDING}copies_that_were_packed_are_recalled_as_well",
    ),
    one(
        "a copy that is gone already is recalled",
        _WORDING,
        '"message to delete not found", ',
        "",
        RECALL,
    ),
    one(
        "what is edited is packed no further",
        _ARCHIVE,
        "            AND EXISTS (SELECT 1 FROM job WHERE id = job_id AND {_AT_REST})\n",
        "",
        _PACKED,
    ),
    one(
        "a digest is not packed while a brief in it is edited",
        _ARCHIVE,
        "AND edit.digest_id = job.id)",
        "AND edit.digest_id = -job.id)",
        _IN_DIGEST,
    ),
    one(
        "a page of a repair adds up what it wrote",
        _REPAIRS,
        "SET planned_to = ?, planned = planned + ?",
        "SET planned_to = ?, planned = max(planned, ?)",
        f"{_MANY}a_correction_of_very_many_is_sent_when_all_of_it_is_planned",
    ),
    one(
        "what is left of a repair is planned page by page",
        _PLANNING,
        "for job in (*recalls, *corrections):",
        "for job in ():",
        f"{_MANY}what_is_sent_between_two_pages_is_not_forgotten",
    ),
    one(
        "what is left of a cancellation is skipped page by page",
        _PLANNING,
        "while await self._sweep():",
        "while not self._sweep:",
        f"{_MANY}a_cancelled_announcement_to_very_many_ends",
    ),
    Mutation(
        "a repair that was stopped while it was planned changes nothing",
        (
            Change("bot/repairing.py", "await tx.airing.sweep([job.id], now=now)", "pass"),
            Change(_PLANNING, "while await self._sweep():", "while not self._sweep:"),
        ),
        f"{_MANY}a_recall_stops_a_correction_that_is_half_planned",
    ),
    one(
        "nothing is packed while copies are looked up",
        _ARCHIVE,
        "if await one_row(self._connection, _LOOKED_UP):",
        "if not _LOOKED_UP:",
        _LOOKED_UP,
    ),
)
