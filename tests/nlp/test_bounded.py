"""No parse has an endless sentence."""

from __future__ import annotations

import pytest

from evextract.nlp.extract import Extractor
from evextract.nlp.model.bounded import LONGEST_SENTENCE


@pytest.mark.parametrize("words", ["Skoda Elroq, ", "the sale of ", "it costs 5 euros and ", "12 "])
def test_an_endless_sentence_is_cut_into_trees(words: str, extractor: Extractor) -> None:
    text = words * 400
    doc = extractor.parse(text)
    sentences = list(doc.sents)
    assert doc.text == text
    assert len(sentences) > 1
    assert max(len(sentence) for sentence in sentences) == LONGEST_SENTENCE
    for sentence in sentences:
        assert all(token.head in sentence for token in sentence)
        assert [token.dep_ for token in sentence if token.head == token] == ["ROOT"]
        assert (sentence.root.left_edge.i, sentence.root.right_edge.i) == (sentence.start, sentence.end - 1)


def test_names_and_tags_stay_where_a_sentence_is_cut(extractor: Extractor) -> None:
    text = "Anna Smith of Volkswagen sold 12 cars in Berlin and " * 60
    doc = extractor.parse(text)
    with extractor.nlp.select_pipes(disable="evextract_bounded"):
        whole = extractor.parse(text)
    assert max(len(sentence) for sentence in whole.sents) > LONGEST_SENTENCE
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [(e.start, e.end, e.label_) for e in whole.ents]
    assert [token.tag_ for token in doc] == [token.tag_ for token in whole]


def test_a_long_sentence_of_news_stays_whole(extractor: Extractor) -> None:
    text = "The maker said that " + "it would build the car in Spain, and " * 25 + "that was all."
    with extractor.nlp.select_pipes(disable="evextract_bounded"):
        whole = extractor.parse(text)
    doc = extractor.parse(text)
    assert [token.head.i for token in doc] == [token.head.i for token in whole]
    assert [token.dep_ for token in doc] == [token.dep_ for token in whole]
