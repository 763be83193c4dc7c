"""Events of GitLab: a line each; a push has a line for each commit. Pure.

Spec: https://docs.gitlab.com/user/project/integrations/webhook_events/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_chat.server.webhooks.fields import find_list, find_text, find_value
from desktop_chat.server.webhooks.forge_events import commit_lines, ref_name
from desktop_chat.server.webhooks.markup import bold, one_line, with_link

_NO_COMMIT = "0" * 40
_DONE = {
    "open": "opened",
    "close": "closed",
    "reopen": "reopened",
    "merge": "merged",
    "approved": "approved",
    "unapproved": "took back the approval of",
    "create": "created",
    "update": "updated",
    "delete": "deleted",
}


def gitlab_lines(data: object) -> list[str]:
    """Return the lines of an event; no lines for an event without news."""
    describe = _EVENTS.get(find_text(data, "object_kind"))
    lines = describe(data) if describe is not None else []
    place = find_text(data, "project", "path_with_namespace") or find_text(data, "project_name")
    place = one_line(place or find_text(data, "group", "group_name"))
    return [f"[{place}] {lines[0]}", *lines[1:]] if lines and place else lines


def _actor(data: object) -> str:
    name = find_text(data, "user", "name") or find_text(data, "user_name") or find_text(data, "user_username")
    return bold(one_line(name) or "?")


def _push(data: object) -> list[str]:
    ref = find_text(data, "ref")
    kind = "tag" if ref.startswith("refs/tags/") else "branch"
    where, link = bold(ref_name(ref)), find_text(data, "project", "web_url")
    if find_text(data, "after") == _NO_COMMIT:
        return [f"{_actor(data)} deleted the {kind} {where}"]
    commits = [
        (find_text(one, "id"), find_text(one, "message"), one_line(find_text(one, "author", "name"), 60))
        for one in find_list(data, "commits")
    ]
    if not commits or kind == "tag":
        return [with_link(f"{_actor(data)} pushed the {kind} {where}", link)]
    total = find_text(data, "total_commits_count")
    count = max(int(total) if total.isascii() and total.isdecimal() and len(total) < 9 else 0, len(commits))
    told = "1 commit" if count == 1 else f"{count} commits"
    return [with_link(f"{_actor(data)} pushed {told} to {where}", link), *commit_lines(commits)]


def _about(kind: str, sign: str) -> Callable[[object], list[str]]:
    def describe(data: object) -> list[str]:
        facts = find_value(data, "object_attributes")
        done = _DONE.get(find_text(facts, "action"))
        if done is None or (done == "updated" and kind != "wiki page"):
            return []
        number = find_text(facts, "iid")
        name = f"{sign}{number} " if number else ""
        return [
            with_link(
                f"{_actor(data)} {done} {kind} {name}{one_line(find_text(facts, 'title'))}", find_text(facts, "url")
            )
        ]

    return describe


def _note(data: object) -> list[str]:
    facts = find_value(data, "object_attributes")
    if find_text(facts, "action") == "update":
        return []
    if issue := find_value(data, "issue"):
        on = f"issue #{find_text(issue, 'iid')} {one_line(find_text(issue, 'title'))}"
    elif request := find_value(data, "merge_request"):
        on = f"merge request !{find_text(request, 'iid')} {one_line(find_text(request, 'title'))}"
    elif commit := find_value(data, "commit"):
        on = f"commit {bold(find_text(commit, 'id')[:8])}"
    else:
        on = one_line(find_text(data, "snippet", "title"))
    text = one_line(find_text(facts, "note"))
    return [with_link(f"{_actor(data)} commented on {on}", find_text(facts, "url")), *([f"> {text}"] if text else [])]


def _pipeline(data: object) -> list[str]:
    facts = find_value(data, "object_attributes")
    verb = {"success": "succeeded", "failed": "failed"}.get(find_text(facts, "status"))
    if verb is None:
        return []
    link = find_text(facts, "url")
    return [with_link(f"Pipeline #{find_text(facts, 'id')} {verb} on {bold(ref_name(find_text(facts, 'ref')))}", link)]


def _job(data: object) -> list[str]:
    if find_text(data, "build_status") != "failed":
        return []
    return [f"Job {bold(one_line(find_text(data, 'build_name')))} failed on {bold(ref_name(find_text(data, 'ref')))}"]


def _deployment(data: object) -> list[str]:
    verb = {"success": "succeeded", "failed": "failed"}.get(find_text(data, "status"))
    if verb is None:
        return []
    told = f"Deployment to {bold(one_line(find_text(data, 'environment')))} {verb}"
    what = one_line(find_text(data, "commit_title"))
    return [with_link(f"{told}: {what}" if what else told, find_text(data, "deployable_url"))]


def _release(data: object) -> list[str]:
    if find_text(data, "action") != "create":
        return []
    return [with_link(f"The release {bold(one_line(find_text(data, 'name')))} was published", find_text(data, "url"))]


def _flag_sentence(data: object) -> list[str]:
    facts = find_value(data, "object_attributes")
    state = "on" if find_value(facts, "active") is True else "off"
    return [f"{_actor(data)} turned the feature flag {bold(one_line(find_text(facts, 'name')))} {state}"]


def _access_token(data: object) -> list[str]:
    facts = find_value(data, "object_attributes")
    ends = one_line(find_text(facts, "expires_at"), 20)
    return [f"The access token {bold(one_line(find_text(facts, 'name')))} ends on {ends}"] if ends else []


_EVENTS: Mapping[str, Callable[[object], list[str]]] = {
    "push": _push,
    "tag_push": _push,
    "issue": _about("issue", "#"),
    "work_item": _about("work item", "#"),
    "merge_request": _about("merge request", "!"),
    "wiki_page": _about("wiki page", ""),
    "note": _note,
    "pipeline": _pipeline,
    "build": _job,
    "deployment": _deployment,
    "milestone": _about("milestone", "%"),
    "release": _release,
    "feature_flag": _flag_sentence,
    "access_token": _access_token,
}
