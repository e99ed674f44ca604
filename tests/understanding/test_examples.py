"""The examples are read as YAML reads them, only faster."""

from pathlib import Path

import pytest
import yaml

from bot.understanding.examples import EXAMPLES, examples


@pytest.mark.parametrize("folder", sorted(one for one in EXAMPLES.glob("*") if one.is_dir()), ids=lambda one: one.name)
def test_every_line_is_what_yaml_reads(folder: Path):
    """Rasa's block is a text of `- ` lines inside YAML."""
    wanted = []
    for path in sorted(folder.rglob("*.yml")):
        for block in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]:
            lines = block["examples"].splitlines()
            wanted += [(block["intent"], line.removeprefix("- ").strip()) for line in lines if line.strip()]
    read = [(one.meaning, one.text) for one in examples(folder)]
    assert [text for _, text in read] == [text for _, text in wanted]
    for (meaning, text), (intent, _) in zip(read, wanted, strict=True):
        labels = {*meaning.acts, *meaning.services, *([f"danger_{meaning.emergency}"] if meaning.emergency else [])}
        assert labels - {"report"} == set(intent.split("+")) - {"report"}, text


def test_a_service_alone_is_a_report_and_an_act_wins(tmp_path):
    (tmp_path / "a.yml").write_text(
        'version: "3.1"\nnlu:\n- intent: missed_bin\n  examples: |\n    - not taken\n'
        "- intent: thanks+still_broken\n  examples: |\n    - thanks but no\n"
        "- intent: danger_fire+building_safety\n  examples: |\n    - it burns\n"
    )
    bin_, thanks, fire = (one.meaning for one in examples(tmp_path))
    assert (bin_.acts, bin_.services, bin_.emergency) == (("report",), ("missed_bin",), None)
    assert thanks.acts == ("thanks", "still_broken")
    assert (fire.acts, fire.services, fire.emergency) == (("report",), ("building_safety",), "fire")
