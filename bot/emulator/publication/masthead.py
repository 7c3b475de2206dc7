"""The publication's name and standing sentences."""

NAME = "Piazza Schuman"
LANGUAGE = "it"
MOTTO = "Brief analitici sulla politica dell'Unione, in più lingue. Pubblicazione immaginaria."
SIGNATURE = "analisti associati @piazza-schuman.example*"
DISCLAIMER = (
    "*This contribution is not a journalistic article but an exercise: its events are invented - "
    "Questo contributo non è un articolo giornalistico ma un esercizio: i fatti sono inventati"
)
