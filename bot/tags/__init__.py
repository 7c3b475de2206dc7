"""Tags: labels as a publication writes them, and the topics that readers follow.

slug → noise → alias → topic. `vocabulary(languages, …)` is the way in.
"""

from bot.tags.classifying import Classified, Judged, Tagged
from bot.tags.hashtags import hashtag
from bot.tags.index import Additions, OwnTag
from bot.tags.noise import Reason, Standing, Verdict
from bot.tags.slug import slug
from bot.tags.vocabulary import Vocabulary, vocabulary

__all__ = [
    "Additions",
    "Classified",
    "Judged",
    "OwnTag",
    "Reason",
    "Standing",
    "Tagged",
    "Verdict",
    "Vocabulary",
    "hashtag",
    "slug",
    "vocabulary",
]
