"""The catalogue of bad input and faults that the project was given: each case and the tests that meet it.

A case that cannot occur here is in `README.md` beside this file, with the reason; so is each number that the catalogue
leaves out.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = Path(__file__).with_name("README.md")

LAST = {
    "A": 22,
    "B": 20,
    "C": 10,
    "D": 10,
    "E": 12,
    "F": 11,
    "G": 14,
    "H": 12,
    "I": 16,
    "J": 15,
    "K": 6,
    "L": 9,
    "M": 9,
}
"""The groups of the catalogue, and the last number of each."""

TABLE = """
A1 cases/gentaget-felt.txt cases/gentaget-felt-indeni.txt
A2 cases/ugyldig-dato.txt cases/ugyldig-dato-andre.txt
A3 cases/ugyldig-dato-flere.txt cases/ugyldig-dato-fremtid.txt
A4 cases/datoer-i-alle-former.txt
A6 cases/kolon-i-overskrift.txt
A7 cases/skalarer-bliver-tekst.txt
A8 cases/uafsluttede-felter.txt cases/uafsluttede-felter-naesten.txt
A9 cases/mangler-felt.txt cases/tomt-felt.txt
A10 cases/ukendt-felt.txt cases/ukendt-felt-andre-steder.txt
A11 cases/bom-og-crlf.txt cases/linjeskift.txt
A12 cases/tegnkodning-latin-1.txt cases/tegnkodning-utf-16.txt
A14 cases/yaml-bombe.txt
A15 cases/yaml-kunst.txt unit/test_frontmatter.py::test_hostile_text_is_refused_in_no_time
A16 cases/yaml-kunst.txt cases/mangler-felter-streger.txt
A18 cases/usynligt-tegn.txt cases/usynligt-tegn-i-koder.txt
A19 cases/usynligt-tegn.txt unit/test_frontmatter.py::test_what_cannot_be_read_is_pointed_at
A20 cases/streger-i-teksten.txt
A21 cases/genvej.txt unit/test_attachments.py::test_a_picture_has_the_name_of_one
A22 cases/flettekonflikt.txt
B1 security/test_prose_attacks.py::test_no_markup_gets_through
B2 security/test_prose_attacks.py::test_no_address_gets_through cases/usikkert-link.txt
B3 security/test_prose_attacks.py::test_no_markup_gets_through cases/fjernet-egenskab.txt
B4 security/test_prose_attacks.py::test_no_markup_gets_through
B5 security/test_prose_attacks.py::test_no_address_gets_through
B7 security/test_prose_attacks.py::test_no_mess_gets_through
B8 security/test_prose_attacks.py::test_no_shape_takes_long cases/for-indviklet.txt
B9 security/test_prose_attacks.py::test_no_shape_takes_long
B11 security/test_prose_attacks.py::test_no_mess_gets_through cases/usynligt-tegn.txt
B12 unit/test_prose.py::test_each_heading_has_an_id_of_its_own
B13 cases/fremmed-billede.txt cases/henter-udefra.txt
B14 cases/fjernet-html.txt unit/test_csp_violations.py::test_a_planted_fault_is_found
B15 security/test_published_html.py::test_no_body_makes_a_page_do_anything
B17 unit/test_sources.py::test_a_file_over_its_limit_is_refused_unread
B19 security/test_prose_attacks.py::test_two_payloads_make_no_third
B20 security/test_prose_attacks.py::test_too_much_is_refused_with_one_fault
C1 cases/for-stort-billede.txt unit/test_process.py::test_what_cannot_be_used_is_refused
C3 unit/test_process.py::test_no_damage_makes_it_fail cases/filtype-indhold.txt
C4 cases/filtype.txt unit/test_filetypes.py
C5 security/test_published_pictures.py::test_no_published_file_tells_of_camera_people_or_places
C6 cases/filtype-indhold.txt
C7 cases/mangler-fil.txt unit/test_attachments.py::test_a_name_in_other_capitals_is_another_file
C8 cases/filtype-indhold.txt unit/test_process.py::test_what_cannot_be_used_is_refused
C9 cases/levende-billede.txt unit/test_sources.py::test_a_file_over_its_limit_is_refused_unread
C10 unit/test_attachments.py::test_an_attachment_is_what_it_holds
D1 cases/samme-adresse-nfd.txt cases/samme-adresse-nfd-tvilling.txt
D3 cases/samme-adresse.txt cases/samme-adresse-flere.txt
D4 cases/samme-adresse-store-bogstaver.txt cases/emne-stavet-forskelligt.txt
D5 cases/filnavn-windows.txt
D6 cases/filnavn-for-langt.txt unit/test_urls.py::test_a_long_word_is_cut
D7 cases/filnavn-uden-bogstaver.txt
D8 cases/rester-fra-programmer.txt
D9 cases/mulig-dublet.txt cases/kopi-af-index.txt
D10 cases/filnavn-sjove.txt laws/test_names.py::test_check_and_build_say_the_same_of_any_name
E1 unit/test_write.py::test_a_failure_at_any_step_leaves_the_old_site security/test_failing_calls.py
E2 doors/test_odd_machines.py::test_a_project_that_can_only_be_read_is_built
E3 security/test_output_folder.py::test_a_folder_that_holds_something_else_is_refused
E4 unit/test_write.py::test_what_is_not_ours_stays_and_is_told
E5 cases/genvej-i-mappe.txt unit/test_sources.py::test_a_link_is_no_way_out
E6 cases/genvej.txt unit/test_sources.py::test_a_content_folder_that_is_a_link_is_refused
E8 doors/test_odd_machines.py::test_a_file_that_goes_while_it_is_listed_is_told
E9 doors/test_odd_machines.py::test_a_file_in_use_is_waited_for
E10 unit/test_write.py::test_leftovers_are_cleared_by_the_next_build
E11 unit/test_write.py::test_readers_may_read_whatever_the_umask
E12 doors/test_odd_machines.py::test_few_open_files_are_enough
F1 security/test_kills.py::test_a_killed_build_leaves_the_old_site_or_the_new
F2 doors/test_interruptions.py::test_twice_while_modules_are_loaded
F3 doors/test_command_line.py::test_two_builds_at_once security/test_kills.py::test_builds_at_once_make_one_site
F6 doors/test_command_line.py::test_no_terminal_is_too_poor
F7 doors/test_command_line.py::test_all_faults_are_told_at_once_in_order
F8 doors/test_command_line.py::test_a_site_that_shrinks_is_not_published_unasked cases/intet-indhold.txt
F9 unit/test_process.py::test_a_machine_without_memory_is_not_blamed_on_the_picture
F10 doors/test_command_line.py::test_a_fault_stops_the_build_and_leaves_the_old_site
F11 test_lock_files.py::test_what_is_tested_is_what_is_used
G1 doors/test_preview.py::test_a_save_is_one_build
G2 doors/test_preview.py::test_a_save_is_one_build
G3 doors/test_preview.py::test_files_come_and_go
G4 doors/test_preview.py::test_three_hundred_files_at_once_are_few_builds
G5 doors/test_preview.py::test_a_change_without_an_event_is_found
G6 doors/test_preview.py::test_what_is_built_elsewhere_causes_nothing
G7 doors/test_preview.py::test_a_fault_stands_over_the_last_good_site_until_it_is_mended
G8 unit/test_rebuilder.py::test_what_is_shown_is_never_older_than_what_was
G9 doors/test_preview.py::test_files_come_and_go
G10 doors/test_preview.py::test_templates_and_settings_are_followed
G12 cases/rester-fra-programmer.txt
G13 doors/test_preview.py::test_two_writes_in_a_row_end_right
G14 doors/test_preview.py::test_without_events_the_files_are_looked_at
H1 security/test_preview_server.py::test_only_our_own_names_are_answered
H2 security/test_preview_server.py::test_only_our_own_pages_may_ask
H3 security/test_preview_server.py::test_no_address_leads_out_of_the_site
H5 security/test_preview_server.py::test_what_is_no_page_is_not_found
H6 security/test_preview_server.py::test_an_address_is_not_repeated
H7 security/test_preview_server.py::test_only_reading_is_possible
H8 security/test_preview_server.py::test_only_this_machine_is_served
H9 security/test_preview_server.py::test_idle_and_slow_clients_keep_nobody_waiting
H10 security/test_preview_server.py::test_a_taken_port_is_never_shared
H11 security/test_preview_server.py::test_what_a_proxy_would_say_changes_nothing
H12 security/test_preview_server.py::test_a_build_holds_nothing_of_the_preview
I1 doors/test_publish.py::test_killed_at_any_step_the_site_is_old_or_new_and_the_next_one_completes_it
I2 unit/test_upload_plan.py::test_what_points_at_pages_comes_after_them
I3 doors/test_publish.py::test_many_deletions_must_be_meant
I4 doors/test_public_look.py::test_what_the_host_does_wrong_is_told
I5 laws/test_gate.py::test_what_is_not_published_is_nowhere
I6 unit/test_write.py::test_what_may_hold_secrets_stops_the_build cases/arbejdsnote.txt
I7 doors/test_browser.py::test_a_page_is_quiet_and_keeps_still
I8 doors/test_server_config.py::test_a_server_says_what_the_site_asks_for
I9 doors/test_server_config.py::test_a_server_says_what_the_site_asks_for
I10 cases/sikkerhedskontakt-udloeber.txt cases/sikkerhedskontakt-dato-for-langt-frem.txt
I11 test_workflows.py::test_a_workflow_keeps_the_law
I12 test_workflows.py::test_a_workflow_keeps_the_law
I13 test_workflows.py::test_only_content_is_without_an_owner
I14 test_workflows.py::test_a_planted_fault_is_found
I15 doors/test_front_door.py::test_an_altered_package_is_refused_and_the_old_ones_stay
I16 doors/test_publish.py::test_an_older_build_does_not_replace_a_newer_one
J1 security/test_imports.py::test_a_bomb_is_refused
J2 security/test_imports.py::test_what_is_deep_but_honest_is_read security/test_imports.py::test_a_bomb_is_refused
J3 security/test_imports.py::test_a_document_type_is_refused
J4 security/test_imports.py::test_a_linked_picture_is_never_opened
J5 security/test_imports.py::test_an_unsafe_link_is_words_alone
J6 security/test_imports.py::test_a_file_of_another_kind_is_told_in_one_line
J7 security/test_imports.py::test_an_entry_that_leads_out_is_refused
J9 security/test_imports.py::test_a_picture_that_cannot_be_shown_is_named
J10 security/test_imports.py::test_a_broken_export_is_told_by_its_line
J11 security/test_imports.py::test_what_was_not_public_stays_so
J12 security/test_imports.py::test_what_only_wordpress_can_show_is_listed
J13 security/test_imports.py::test_nothing_is_written_over
J14 security/test_imports.py::test_every_encoding_gives_the_same_text
J15 security/test_imports.py::test_media_are_never_fetched_and_never_from_outside
K1 cases/skabelonfejl.txt
K2 cases/skabelonfejl.txt cases/skabelon-defekt-paa-alle-sider.txt
K3 cases/skabelon-i-ring.txt
K5 test_templates.py::test_a_template_has_no_way_around_escaping
K6 doors/test_preview.py::test_a_broken_template_is_told_and_mended
L1 laws/test_incremental.py::test_an_incremental_build_equals_a_clean_one
L2 unit/test_cache.py::test_damage_is_a_miss
L3 unit/test_state.py::test_whatever_is_touched_calls_for_a_build
L5 laws/test_memory.py::test_nothing_is_made_twice
L7 unit/test_write.py::test_a_file_changed_by_hand_comes_back
L8 unit/test_write.py::test_a_file_changed_by_hand_comes_back
L9 security/test_forged_memory.py::test_a_crafted_memory_puts_nothing_on_a_page
M1 laws/test_gate.py::test_copenhagen_decides_the_day
M2 laws/test_gate.py::test_what_is_not_published_is_nowhere
M4 laws/test_determinism.py::test_the_environment_changes_nothing
M5 laws/test_determinism.py::test_the_environment_changes_nothing
M6 laws/test_determinism.py::test_the_environment_changes_nothing
M7 doors/test_feeds.py::test_an_entry_keeps_its_id_for_ever
M9 doors/test_next.py::test_a_site_that_has_not_kept_up_is_an_error
"""
"""A line for each case: its number, and what meets it below `tests/`; `cases/` is short for `cases/faults/`."""

MET = {number: tests for number, *tests in map(str.split, TABLE.strip().splitlines())}
NUMBERS = [f"{group}{number}" for group, last in LAST.items() for number in range(1, last + 1)]


@cache
def functions(file: Path) -> frozenset[str]:
    return frozenset(node.name for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef))


def explained() -> set[str]:
    """The numbers that `README.md` gives a reason for: the first cell of a row, with a sentence in the second."""
    rows = re.findall(r"^\| ([A-Z0-9, ]+) \| (.{20,}) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    return {number for numbers, _ in rows for number in numbers.split(", ")}


def missing(test: str) -> bool:
    """Whether there is no such test, or no such case."""
    name, _, function = test.partition("::")
    file = ROOT / "tests" / name.replace("cases/", "cases/faults/")
    return not file.is_file() or (bool(function) and function not in functions(file))


@pytest.mark.parametrize("number", NUMBERS)
def test_every_number_is_met_or_explained(number: str) -> None:
    """One of the two, and what is said to meet it is there."""
    assert (number in MET) != (number in explained()), number
    assert [test for test in MET.get(number, ()) if missing(test)] == []


def test_no_other_number_is_named() -> None:
    """A slip in a number would count for nothing."""
    assert {*MET, *explained()} == {*NUMBERS}


def test_a_test_that_is_gone_would_be_missed() -> None:
    """As after a renaming."""
    assert missing("security/test_imports.py::test_gone") and missing("cases/gone.txt") and missing("unit/gone.py")
