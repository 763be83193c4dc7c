"""Events of GitHub, Gitea and Forgejo, with the same keys: a line each; a push has a line for each commit. Pure.

Spec: https://docs.github.com/en/webhooks/webhook-events-and-payloads
Spec: https://docs.gitea.com/usage/repository/webhooks
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_chat.server.webhooks.fields import find_list, find_text, find_value, first_text
from desktop_chat.server.webhooks.markup import bold, one_line, with_link

MOST_COMMITS = 5
"""Commits of a push that get a line."""
_NO_COMMIT = "0" * 40
_REVIEWS = {"approved": "approved", "changes_requested": "wants changes in", "rejected": "wants changes in"}
"""What somebody has done, by the state of a review."""
_ACTIONS: Mapping[str, tuple[str, str]] = {
    **{action: (action, "") for action in ("opened", "reopened", "closed", "created", "deleted", "transferred")},
    **{action: (action, "") for action in ("locked", "unlocked", "pinned", "unpinned")},
    "ready_for_review": ("marked", "as ready for review"),
    "converted_to_draft": ("turned", "into a draft"),
    "answered": ("chose an answer to", ""),
}
"""What somebody has done with an issue, a pull request or a discussion: the words before and behind it. Other actions
are no news."""
_NO_VERDICT = ("", "skipped", "cancelled", "neutral", "stale")


def forge_lines(event: str, data: object) -> list[str]:
    """Return the lines of an event; no lines for an event without news.

    `event`: the header X-GitHub-Event or X-Gitea-Event.
    """
    describe = _EVENTS.get(event)
    lines = describe(data) if describe is not None else []
    place = one_line(find_text(data, "repository", "full_name") or find_text(data, "organization", "login"))
    return [f"[{place}] {lines[0]}", *lines[1:]] if lines and place else lines


def ref_name(ref: str) -> str:
    """Return the name of a branch or tag without the prefix."""
    return one_line(ref.removeprefix("refs/heads/").removeprefix("refs/tags/"), 100)


def commit_lines(commits: list[tuple[str, str, str]]) -> list[str]:
    """Return a line for each of the newest commits (id, message, author), and a line for the rest."""
    lines = [
        f"{bold(commit[:8])} {one_line(message.strip().partition(chr(10))[0])}" + (f" ({author})" if author else "")
        for commit, message, author in commits[-MOST_COMMITS:]
    ]
    older = len(commits) - MOST_COMMITS
    return [f"{older} earlier commits", *lines] if older > 0 else lines


def _actor(data: object) -> str:
    names = (find_value(data, "sender"), find_value(data, "pusher"))
    return bold(one_line(next((name for one in names if (name := first_text(one, "login", "username", "name"))), "?")))


def _push(data: object) -> list[str]:
    ref = find_text(data, "ref")
    kind = "tag" if ref.startswith("refs/tags/") else "branch"
    where = bold(ref_name(ref))
    if find_text(data, "after") == _NO_COMMIT or find_value(data, "deleted") is True:
        return [f"{_actor(data)} deleted the {kind} {where}"]
    commits = [
        (find_text(one, "id"), find_text(one, "message"), one_line(find_text(one, "author", "name"), 60))
        for one in find_list(data, "commits")
    ]
    link = first_text(data, "compare", "compare_url")
    if not commits:
        return [with_link(f"{_actor(data)} pushed the {kind} {where}", link)]
    told = "1 commit" if len(commits) == 1 else f"{len(commits)} commits"
    forced = " by force" if find_value(data, "forced") is True else ""
    return [with_link(f"{_actor(data)} pushed {told} to {where}{forced}", link), *commit_lines(commits)]


def _about(kind: str, key: str) -> Callable[[object], list[str]]:
    """Return the describer of an action on an issue or a pull request."""

    def describe(data: object) -> list[str]:
        done, behind = _words_of(data, key)
        if not done:
            return []
        told = f"{_actor(data)} {done} {kind} {_title(data, key)} {behind}".rstrip()
        return [with_link(told, find_text(data, key, "html_url"))]

    return describe


def _words_of(data: object, key: str) -> tuple[str, str]:
    """Return the words before and behind the thing with which somebody has done something; "" for no news."""
    action = find_text(data, "action")
    if action == "closed" and find_value(data, key, "merged") is True:
        return "merged", ""
    if action == "assigned" and (person := _person(data, "assignee") or _person(data, key, "assignee")):
        return "assigned", f"to {person}"
    if action == "review_requested":
        asked = _person(data, "requested_reviewer") or one_line(find_text(data, "requested_team", "name"), 60)
        return f"asked {asked or 'somebody'} to review", ""
    return _ACTIONS.get(action, ("", ""))


def _person(data: object, *path: str) -> str:
    return one_line(first_text(find_value(data, *path), "login", "username"), 60)


def _title(data: object, key: str) -> str:
    number = find_text(data, key, "number") or find_text(data, "number")
    return f"#{number} {one_line(find_text(data, key, 'title'))}".strip()


def _comment(data: object) -> list[str]:
    if find_text(data, "action") == "reviewed":
        return _review(data)
    if find_text(data, "action") not in ("created", ""):
        return []
    key = next((key for key in ("issue", "pull_request", "discussion") if find_value(data, key) is not None), "")
    on = _title(data, key) if key else f"commit {bold(find_text(data, 'comment', 'commit_id')[:8])}"
    link = find_text(data, "comment", "html_url")
    return [with_link(f"{_actor(data)} commented on {on}", link), *_quote(find_text(data, "comment", "body"))]


def _review(data: object) -> list[str]:
    """Return the lines of a review. GitHub has a state of it, Gitea and Forgejo a type such as
    `pull_request_review_rejected`."""
    if find_text(data, "action") not in ("submitted", "reviewed"):
        return []
    review = find_value(data, "review")
    state = find_text(review, "state").lower() or find_text(review, "type").rpartition("_")[2]
    told = f"{_actor(data)} {_REVIEWS.get(state, 'reviewed')} pull request {_title(data, 'pull_request')}"
    link = find_text(review, "html_url") or find_text(data, "pull_request", "html_url")
    return [with_link(told, link), *_quote(first_text(review, "body", "content"))]


def _quote(text: str) -> list[str]:
    return [f"> {one_line(text)}"] if text else []


def _release(data: object) -> list[str]:
    if find_text(data, "action") != "published":  # a further event says "released" or "prereleased"
        return []
    name = first_text(find_value(data, "release"), "name", "tag_name")
    return [
        with_link(
            f"{_actor(data)} published the release {bold(one_line(name))}", find_text(data, "release", "html_url")
        )
    ]


def _made(verb: str) -> Callable[[object], list[str]]:
    def describe(data: object) -> list[str]:
        kind, name = find_text(data, "ref_type") or "branch", bold(ref_name(find_text(data, "ref")))
        return [f"{_actor(data)} {verb} the {one_line(kind, 20)} {name}"]

    return describe


def _workflow(data: object) -> list[str]:
    if find_text(data, "action") != "completed":
        return []
    run = find_value(data, "workflow_run")
    ended = find_text(run, "conclusion")
    if ended in _NO_VERDICT:
        return []
    name = one_line(find_text(run, "name") or find_text(data, "workflow", "name")) or "A workflow"
    verb = "succeeded" if ended == "success" else "failed"
    branch = bold(ref_name(find_text(run, "head_branch")))
    return [with_link(f"{bold(name)} {verb} on {branch}", find_text(run, "html_url"))]


def _check_suite(data: object) -> list[str]:
    """Return a line about failed checks of an app other than GitHub's own, whose workflows are told by themselves."""
    suite = find_value(data, "check_suite")
    app, ended = one_line(find_text(suite, "app", "name"), 60), find_text(suite, "conclusion")
    if find_text(data, "action") != "completed" or ended in (*_NO_VERDICT, "success") or app == "GitHub Actions":
        return []
    return [f"{bold(app or 'A check')} failed on {bold(ref_name(find_text(suite, 'head_branch')))}"]


def _deployment(data: object) -> list[str]:
    state = find_value(data, "deployment_status")
    verb = {"success": "succeeded", "failure": "failed", "error": "failed"}.get(find_text(state, "state"))
    if verb is None:
        return []
    place = find_text(state, "environment") or find_text(data, "deployment", "environment")
    link = first_text(state, "environment_url", "log_url", "target_url")
    return [with_link(f"Deployment to {bold(one_line(place))} {verb}", link)]


def _status(data: object) -> list[str]:
    state = find_text(data, "state")
    if state not in ("failure", "error"):
        return []
    name = bold(one_line(find_text(data, "context")))
    told = f"{name} failed for {bold(find_text(data, 'sha')[:8])}: {one_line(find_text(data, 'description'))}"
    return [with_link(told.rstrip(": "), find_text(data, "target_url"))]


def _fork(data: object) -> list[str]:
    copy = find_value(data, "forkee")
    return [
        with_link(f"{_actor(data)} forked it to {one_line(find_text(copy, 'full_name'))}", find_text(copy, "html_url"))
    ]


_EVENTS: Mapping[str, Callable[[object], list[str]]] = {
    "push": _push,
    "issues": _about("issue", "issue"),
    "pull_request": _about("pull request", "pull_request"),
    "discussion": _about("discussion", "discussion"),
    "issue_comment": _comment,
    "pull_request_comment": _comment,
    "commit_comment": _comment,
    "discussion_comment": _comment,
    "pull_request_review_comment": _comment,
    "pull_request_review": _review,
    "pull_request_approved": _review,
    "pull_request_rejected": _review,
    "pull_request_review_approved": _review,
    "pull_request_review_rejected": _review,
    "release": _release,
    "create": _made("created"),
    "delete": _made("deleted"),
    "workflow_run": _workflow,
    "check_suite": _check_suite,
    "deployment_status": _deployment,
    "status": _status,
    "fork": _fork,
}
