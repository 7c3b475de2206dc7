"""getMe, getUpdates, setWebhook and what else is about the bot's connection to Telegram."""

import re
from typing import Any

from ..messages import Data
from ..polling import LONGEST, OTHER_WEBHOOK
from ..refusals import Refused, conflict, flooded
from ..stage import Request, Said
from ..texts.links import is_address
from ..webhook import Target
from .registry import Method

_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


def get_me(request: Request) -> Data:
    """getMe"""
    return {
        **request.stage.bot.as_json(),
        "can_join_groups": True,
        "can_read_all_group_messages": not request.stage.privacy,
        "supports_inline_queries": True,
        "supports_guest_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


async def get_updates(request: Request) -> list[Data]:
    """getUpdates"""
    stage, args = request.stage, request.args
    if stage.webhook.target is not None:
        raise conflict(_WEBHOOK_ACTIVE)
    stage.updates.choose(args.text("allowed_updates"))
    limit = args.number("limit", 100, low=1, high=100)
    timeout = args.number("timeout", low=0, high=LONGEST)
    return await stage.polling.poll(args.number("offset"), limit, timeout)


def set_webhook(request: Request) -> object:
    """setWebhook; without an address it deletes."""
    args, stage = request.args, request.stage
    if not args.text("url"):
        return delete_webhook(request)
    now = stage.clock.monotonic()
    if now < stage.webhook.not_before:
        raise flooded(1)
    stage.webhook.not_before = now + 1.0
    target = _target(request)
    if target == stage.webhook.target and not args.flag("drop_pending_updates"):
        stage.updates.choose(args.text("allowed_updates"))
        return Said(True, "Webhook is already set")
    stage.polling.interrupt(OTHER_WEBHOOK)
    if args.flag("drop_pending_updates"):
        stage.updates.clear()
    stage.updates.choose(args.text("allowed_updates"))
    stage.webhook.point(target)
    return Said(True, "Webhook was set")


def _target(request: Request) -> Target:
    args, secret = request.args, request.args.text("secret_token")
    if not is_address(args.text("url")):
        raise Refused("invalid webhook URL specified")
    if len(secret) > 256:
        raise Refused("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise Refused("secret token contains unallowed characters")
    return Target(
        url=args.text("url"),
        secret=secret,
        max_connections=args.number("max_connections", 40, low=1, high=100),
        ip_address=args.text("ip_address"),
        has_certificate="certificate" in args.uploads,
    )


def delete_webhook(request: Request) -> object:
    """deleteWebhook"""
    stage = request.stage
    if request.args.flag("drop_pending_updates"):
        stage.updates.clear()
    if stage.webhook.target is None:
        return Said(True, "Webhook is already deleted")
    stage.webhook.point(None)
    return Said(True, "Webhook was deleted")


def get_webhook_info(request: Request) -> Data:
    """getWebhookInfo"""
    stage, target = request.stage, request.stage.webhook.target
    info: dict[str, Any] = {
        "url": target.url if target else "",
        "has_custom_certificate": bool(target and target.has_certificate),
        "pending_update_count": len(stage.updates),
    }
    if target:
        info["max_connections"] = target.max_connections
        info.update({"ip_address": target.ip_address} if target.ip_address else {})
    if stage.webhook.last_error:
        info["last_error_date"], info["last_error_message"] = stage.webhook.last_error
    if stage.updates.chosen is not None:
        info["allowed_updates"] = stage.updates.chosen
    return info


def log_out(_request: Request) -> bool:
    """logOut: there is no other server to go to, so it only says yes."""
    return True


def close(_request: Request) -> bool:
    """close"""
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "logOut": log_out,
    "close": close,
}
