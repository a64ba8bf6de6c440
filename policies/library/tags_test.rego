package library.tags_test

import data.library.fixtures
import data.library.tags

any := {"key": "Owner", "values": []}

one := {"key": "Owner", "values": ["a", "b"]}

test_state[note] if {
	some note, [attributes, tag, want] in {
		"all tags": [{"tags": null, "tags_all": {"Owner": "x"}}, any, "present"],
		"all tags, a value": [{"tags": null, "tags_all": {"Owner": "b"}}, one, "present"],
		"all tags, another value": [{"tags": null, "tags_all": {"Owner": "c"}}, one, "value"],
		"all tags, no text": [{"tags": null, "tags_all": {"Owner": 1}}, one, "unknown"],
		"all tags, without": [{"tags": {"Owner": "x"}, "tags_all": {}}, any, "missing"],
		"own": [{"tags": {"Owner": "a"}, "tags_all": fixtures.unset}, one, "present"],
		"own, unknown": [{"tags": {"Owner": fixtures.unknown}, "tags_all": fixtures.unset}, one, "unknown"],
		"own, any value": [{"tags": {"Owner": fixtures.unknown}, "tags_all": fixtures.unset}, any, "present"],
		"own, without": [{"tags": {"Name": ""}, "tags_all": fixtures.unset}, any, "by_default"],
		"own, null": [{"tags": {"Owner": null}, "tags_all": fixtures.unset}, any, "by_default"],
		"no tags": [{"tags": fixtures.unset, "tags_all": fixtures.unset}, any, "by_default"],
		"unknown": [{"tags": fixtures.unknown, "tags_all": fixtures.unknown}, any, "unknown"],
		"unknown, of a key that the symbol has": [{"tags": fixtures.unknown, "tags_all": fixtures.unknown}, {"key": "references", "values": []}, "unknown"],
		"own unknown, of a key that the symbol has": [{"tags": fixtures.unknown, "tags_all": null}, {"key": "references", "values": []}, "unknown"],
		"no attributes": [{}, any, "unknown"],
		"unreadable": [fixtures.unknown, any, "unknown"],
	}
	tags.state(attributes, tag) == want
}

test_state_of_blocks[note] if {
	some note, [blocks, want] in {
		"there": [[{"key": "Name", "value": "x"}, {"key": "Owner", "value": "a"}], "present"],
		"another value": [[{"key": "Owner", "value": "c"}], "value"],
		"not there": [[{"key": "Name", "value": "a"}], "missing"],
		"beside an unknown one": [[{"key": fixtures.unknown, "value": "x"}, {"key": "Owner", "value": "a"}], "present"],
		"an unknown one": [[{"key": fixtures.unknown, "value": "a"}], "unknown"],
		"unreadable": [fixtures.unknown, "unknown"],
		"none": [null, "missing"],
	}
	tags.state_of_blocks(blocks, one) == want
}

test_state_of_volumes[note] if {
	tagged := {"tags": {"Owner": "a"}, "tags_all": {"Owner": "a"}}
	some note, [volume_tags, root, others, want] in {
		"all volumes": [{"Owner": "a"}, fixtures.unset, fixtures.unset, "present"],
		"all volumes, another value": [{"Owner": "c"}, [tagged], [], "present"],
		"each": [null, [tagged], [tagged], "present"],
		"root not described": [null, [], [tagged], "volumes"],
		"root left out": [null, fixtures.unset, [], "volumes"],
		"one without": [null, [tagged], [{"tags": {}, "tags_all": {}}], "missing"],
		"one with another value": [null, [tagged], [{"tags": {"Owner": "c"}, "tags_all": {"Owner": "c"}}], "value"],
		"one with default tags perhaps": [null, [{"tags": null, "tags_all": fixtures.unset}], [tagged], "by_default"],
		"one without, root not described": [null, [], [{"tags": {}, "tags_all": {}}], "missing"],
		"unreadable": [null, fixtures.unknown, [], "unknown"],
		"all volumes unknown": [fixtures.unknown, [tagged], [], "present"],
		"all volumes unknown, root not described": [fixtures.unknown, [], [], "volumes"],
	}
	tags.state_of_volumes({"volume_tags": volume_tags, "root_block_device": root, "ebs_block_device": others}, one) == want
}
