"""Events of GitHub and Gitea, with the keys that their documentation has."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_chat.server.webhooks.forge_events import commit_lines, forge_lines, ref_name

REPOSITORY = {"repository": {"full_name": "team/soup"}, "sender": {"login": "ann"}}
ISSUE = {"number": 7, "title": "Soup is\ncold", "html_url": "https://g.example/7"}
PULL = {"number": 8, "title": "Heat it", "html_url": "https://g.example/8", "merged": False}
COMMIT = {"id": "abcdef0123456789", "message": "Heat the soup\n\nSlowly.", "author": {"name": "Ann Lee"}}
HEAD = "[team/soup] \x02ann\x02 "


def told(event: str, **data: Any) -> list[str]:
    return forge_lines(event, {**REPOSITORY, **data})


def test_a_push_tells_its_commits() -> None:
    lines = told("push", ref="refs/heads/main", commits=[COMMIT] * 2, compare="https://g.example/c", after="a" * 40)
    assert lines == [
        f"{HEAD}pushed 2 commits to \x02main\x02 https://g.example/c",
        *["\x02abcdef01\x02 Heat the soup (Ann Lee)"] * 2,
    ]
    assert told("push", ref="refs/heads/main", commits=[COMMIT], forced=True)[0] == (
        f"{HEAD}pushed 1 commit to \x02main\x02 by force"
    )


def test_a_push_of_gitea_has_other_keys() -> None:
    data = {
        "repository": {"full_name": "team/soup"},
        "pusher": {"username": "ann"},
        "ref": "refs/heads/main",
        "commits": [COMMIT],
        "compare_url": "https://t.example/c",
    }
    assert forge_lines("push", data)[0] == f"{HEAD}pushed 1 commit to \x02main\x02 https://t.example/c"


@pytest.mark.parametrize(
    ("event", "data", "line"),
    [
        ("push", {"ref": "refs/heads/old", "after": "0" * 40}, "deleted the branch \x02old\x02"),
        (
            "push",
            {"ref": "refs/tags/v1", "compare": "https://g.example"},
            "pushed the tag \x02v1\x02 https://g.example",
        ),
        ("create", {"ref": "v1", "ref_type": "tag"}, "created the tag \x02v1\x02"),
        ("delete", {"ref": "old", "ref_type": "branch"}, "deleted the branch \x02old\x02"),
        ("issues", {"action": "opened", "issue": ISSUE}, "opened issue #7 Soup is cold https://g.example/7"),
        (
            "pull_request",
            {"action": "review_requested", "pull_request": PULL, "requested_reviewer": {"login": "bob"}},
            "asked bob to review pull request #8 Heat it https://g.example/8",
        ),
        (
            "pull_request",
            {"action": "ready_for_review", "pull_request": PULL},
            "marked pull request #8 Heat it as ready for review https://g.example/8",
        ),
        (
            "issues",
            {"action": "assigned", "issue": ISSUE, "assignee": {"login": "bob"}},
            "assigned issue #7 Soup is cold to bob https://g.example/7",
        ),
        (
            "pull_request",
            {"action": "closed", "pull_request": {**PULL, "merged": True}},
            "merged pull request #8 Heat it https://g.example/8",
        ),
        (
            "pull_request",
            {"action": "closed", "pull_request": PULL},
            "closed pull request #8 Heat it https://g.example/8",
        ),
        (
            "release",
            {"action": "published", "release": {"tag_name": "v1", "html_url": "https://g.example/r"}},
            "published the release \x02v1\x02 https://g.example/r",
        ),
        (
            "fork",
            {"forkee": {"full_name": "bob/soup", "html_url": "https://g.example/b"}},
            "forked it to bob/soup https://g.example/b",
        ),
    ],
)
def test_an_event_is_a_line(event: str, data: dict[str, Any], line: str) -> None:
    assert told(event, **data) == [HEAD + line]


def test_comments_and_reviews_are_quoted() -> None:
    comment = {"body": "Yes,\nplease", "html_url": "https://g.example/7#1", "commit_id": "abcdef0123"}
    assert told("issue_comment", action="created", issue=ISSUE, comment=comment) == [
        f"{HEAD}commented on #7 Soup is cold https://g.example/7#1",
        "> Yes, please",
    ]
    assert told("commit_comment", action="created", comment=comment)[0].startswith(
        f"{HEAD}commented on commit \x02abcdef01\x02"
    )
    review = {"state": "changes_requested", "body": "", "html_url": "https://g.example/8#1"}
    assert told("pull_request_review", action="submitted", pull_request=PULL, review=review) == [
        f"{HEAD}wants changes in pull request #8 Heat it https://g.example/8#1"
    ]
    assert told("issue_comment", action="deleted", issue=ISSUE, comment=comment) == []


@pytest.mark.parametrize(
    ("event", "done"),
    [
        ("pull_request_approved", "approved"), ("pull_request_rejected", "wants changes in"),
        ("pull_request_comment", "reviewed"), ("pull_request_review_approved", "approved"),
    ],
)  # fmt: skip
def test_reviews_of_gitea_have_a_type(event: str, done: str) -> None:
    kind = event.replace("request_review_", "request_").replace("request_", "request_review_")
    lines = told(event, action="reviewed", pull_request=PULL, review={"type": kind, "content": "Hot\nenough"})
    assert lines == [f"{HEAD}{done} pull request #8 Heat it https://g.example/8", "> Hot enough"]


def test_checks_are_told_when_they_have_ended() -> None:
    run = {"name": "CI", "head_branch": "main", "conclusion": "failure", "html_url": "https://g.example/run"}
    assert told("workflow_run", action="completed", workflow_run=run) == [
        "[team/soup] \x02CI\x02 failed on \x02main\x02 https://g.example/run"
    ]
    assert told("workflow_run", action="requested", workflow_run=run) == []
    assert told("workflow_run", action="completed", workflow_run={**run, "conclusion": "skipped"}) == []
    assert told(
        "status", state="error", context="lint", sha="abcdef0123", description="no", target_url="https://x.y"
    ) == ["[team/soup] \x02lint\x02 failed for \x02abcdef01\x02: no https://x.y"]
    assert told("status", state="success", context="lint") == []
    nameless = {"workflow": {"name": "Build"}, "workflow_run": {**run, "name": None}}
    assert told("workflow_run", action="completed", **nameless)[0].startswith("[team/soup] \x02Build\x02 failed")
    suite = {"app": {"name": "Linter"}, "head_branch": "main", "conclusion": "failure"}
    assert told("check_suite", action="completed", check_suite=suite) == [
        "[team/soup] \x02Linter\x02 failed on \x02main\x02"
    ]
    for quiet in ({"conclusion": "success"}, {"app": {"name": "GitHub Actions"}}):
        assert told("check_suite", action="completed", check_suite=suite | quiet) == []
    deployed = {"state": "error", "environment": "kitchen", "log_url": "https://g.example/log"}
    assert told("deployment_status", deployment_status=deployed) == [
        "[team/soup] Deployment to \x02kitchen\x02 failed https://g.example/log"
    ]
    assert told("deployment_status", deployment_status={"state": "pending"}) == []


@pytest.mark.parametrize(
    ("event", "action"),
    [
        ("release", "released"), ("release", "prereleased"), ("issues", "milestoned"), ("issues", "unassigned"),
        ("pull_request", "review_request_removed"), ("pull_request", "auto_merge_enabled"), ("issues", "typed"),
    ],
)  # fmt: skip
def test_what_nobody_wants_to_read_is_not_told(event: str, action: str) -> None:
    assert told(event, action=action, issue=ISSUE, pull_request=PULL, release={"tag_name": "v1"}) == []


@pytest.mark.parametrize(
    "event",
    ["ping", "issues", "push", "workflow_run", "check_suite", "deployment_status", "release", "status", "unheard_of"],
)
@pytest.mark.parametrize("data", [{}, {"repository": 5, "sender": [], "issue": "x", "commits": {}, "release": None}])
def test_damaged_and_unknown_events_raise_nothing(event: str, data: dict[str, Any]) -> None:
    assert all(isinstance(line, str) for line in forge_lines(event, data))


def test_only_the_newest_commits_are_told() -> None:
    lines = commit_lines([(f"{number}" * 8, "m", "") for number in range(8)])
    assert (len(lines), lines[0], lines[-1]) == (6, "3 earlier commits", "\x0277777777\x02 m")
    assert ref_name("refs/heads/a/b") == "a/b"
