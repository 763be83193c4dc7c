"""Events of GitLab, with the keys that its documentation has."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_chat.server.webhooks.gitlab_events import gitlab_lines

PROJECT = {"project": {"path_with_namespace": "team/soup", "web_url": "https://l.example/soup"}}
USER = {"user": {"name": "Ann Lee"}}
COMMIT = {"id": "abcdef0123456789", "message": "Heat the soup\n", "author": {"name": "Ann Lee"}}
HEAD = "[team/soup] \x02Ann Lee\x02 "


def told(kind: str, **data: Any) -> list[str]:
    return gitlab_lines({"object_kind": kind, **PROJECT, **USER, **data})


def test_a_push_tells_its_commits() -> None:
    data = {"ref": "refs/heads/main", "commits": [COMMIT], "total_commits_count": 3, "after": "a" * 40}
    assert told("push", **data) == [
        f"{HEAD}pushed 3 commits to \x02main\x02 https://l.example/soup",
        "\x02abcdef01\x02 Heat the soup (Ann Lee)",
    ]


@pytest.mark.parametrize(
    ("kind", "data", "line"),
    [
        ("push", {"ref": "refs/heads/old", "after": "0" * 40}, "deleted the branch \x02old\x02"),
        ("tag_push", {"ref": "refs/tags/v1"}, "pushed the tag \x02v1\x02 https://l.example/soup"),
        (
            "issue",
            {"object_attributes": {"action": "open", "iid": 7, "title": "Cold", "url": "https://l.example/7"}},
            "opened issue #7 Cold https://l.example/7",
        ),
        (
            "merge_request",
            {"object_attributes": {"action": "merge", "iid": 8, "title": "Heat", "url": "https://l.example/8"}},
            "merged merge request !8 Heat https://l.example/8",
        ),
        (
            "wiki_page",
            {"object_attributes": {"action": "update", "title": "Soup", "url": "https://l.example/w"}},
            "updated wiki page Soup https://l.example/w",
        ),
    ],
)
def test_an_event_is_a_line(kind: str, data: dict[str, Any], line: str) -> None:
    assert told(kind, **data) == [HEAD + line]


@pytest.mark.parametrize(
    ("about", "place"),
    [
        ({"issue": {"iid": 7, "title": "Cold"}}, "issue #7 Cold"),
        ({"merge_request": {"iid": 8, "title": "Heat"}}, "merge request !8 Heat"),
        ({"commit": {"id": "abcdef0123"}}, "commit \x02abcdef01\x02"),
        ({"snippet": {"title": "Recipe"}}, "Recipe"),
    ],
)
def test_comments_are_quoted(about: dict[str, Any], place: str) -> None:
    lines = told("note", object_attributes={"note": "Yes,\nplease", "url": "https://l.example/n"}, **about)
    assert lines == [f"{HEAD}commented on {place} https://l.example/n", "> Yes, please"]


def test_pipelines_jobs_and_releases() -> None:
    facts = {"id": 31, "status": "failed", "ref": "main", "url": "https://l.example/p"}
    assert told("pipeline", object_attributes=facts) == [
        "[team/soup] Pipeline #31 failed on \x02main\x02 https://l.example/p"
    ]
    assert told("pipeline", object_attributes={**facts, "status": "running"}) == []
    assert told("build", build_status="failed", build_name="lint", ref="main") == [
        "[team/soup] Job \x02lint\x02 failed on \x02main\x02"
    ]
    assert told("build", build_status="success") == []
    deployed = {"status": "success", "environment": "kitchen", "deployable_url": "https://l.example/d"}
    assert told("deployment", **deployed, commit_title="Heat the soup") == [
        "[team/soup] Deployment to \x02kitchen\x02 succeeded: Heat the soup https://l.example/d"
    ]
    assert told("deployment", **{**deployed, "status": "running"}) == []
    assert told("milestone", object_attributes={"action": "close", "iid": 2, "title": "Spring"}) == [
        f"{HEAD}closed milestone %2 Spring"
    ]
    assert told("feature_flag", object_attributes={"name": "salt", "active": True}) == [
        f"{HEAD}turned the feature flag \x02salt\x02 on"
    ]
    assert told("access_token", object_attributes={"name": "spoon", "expires_at": "2026-12-24"}) == [
        "[team/soup] The access token \x02spoon\x02 ends on 2026-12-24"
    ]
    assert told("note", object_attributes={"note": "Yes", "action": "update"}, issue={"iid": 7}) == []
    assert told("release", action="create", name="v1", url="https://l.example/r") == [
        "[team/soup] The release \x02v1\x02 was published https://l.example/r"
    ]


@pytest.mark.parametrize("kind", ["push", "issue", "note", "pipeline", "build", "deployment", "release", "unheard_of"])
@pytest.mark.parametrize("data", [{}, {"object_attributes": 5, "commits": {}, "project": [], "user": "x"}])
def test_damaged_and_unknown_events_raise_nothing(kind: str, data: dict[str, Any]) -> None:
    assert all(isinstance(line, str) for line in gitlab_lines({"object_kind": kind, **data}))
