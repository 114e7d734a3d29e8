"""What is shown of a page where it is shared: a card, which is drawn as a picture."""

from urllib.parse import urlsplit

from hjemsite import danish
from hjemsite.images import social_card
from hjemsite.model import Article, Settings

CARD_FONT = "schibsted.woff2"
"""The asset with which cards are drawn; without it there are none."""


def article_card(article: Article, settings: Settings) -> social_card.SocialCard:
    """What is shown of an article where it is shared."""
    return social_card.SocialCard(article.title, danish.long_date(article.date.date()), settings.title)


def site_card(settings: Settings) -> social_card.SocialCard:
    """What is shown of every other page."""
    return social_card.SocialCard(settings.title, "", urlsplit(settings.address).netloc)
