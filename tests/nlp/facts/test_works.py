"""Figures of plants: those that a clause tells of a town, and capacities, which plants have rather than their owners."""

from __future__ import annotations

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import Article, Quantity

CASES = {
    "Skoda builds the Elroq in Mlada Boleslav, where 9,000 people work.": {
        "skoda-mlada-boleslav-plant employees 9000",
    },
    "Bologna, which has a capacity of 80,000 cars a year, will build the next Skoda Fabia.": {
        "skoda-bologna-plant production_capacity 80000",
    },
    "Toyota has bought land in Bologna, where it wants a capacity of 120,000 cars a year.": {
        "toyota-bologna-plant production_capacity 120000",
    },
    "Kia's plant in Zilina made 300,000 cars last year. Its annual capacity is 350,000 cars.": {
        "kia-zilina-plant production_volume 300000",
        "kia-zilina-plant production_capacity 350000",
    },
    "Kia will expand its plant in Zilina next year, raising capacity to 400,000 cars a year.": {
        "kia-zilina-plant production_capacity 400000",
    },
    "Kia's Zilina plant, which opened in 2006, is set up for 340,000 cars a year.": {
        "kia-zilina-plant production_capacity 340000",
    },
    "Kia's Zilina plant made 200,000 cars last year. The plant could manage 350,000 a year.": {
        "kia-zilina-plant production_volume 200000",
        "kia-zilina-plant production_capacity 350000",
    },
    "Kia's plants in Zilina and Gwangju run well. Kia has a combined capacity of 3 million cars a year.": {
        "kia production_capacity 3000000",
    },
    "Hyundai built 310,000 cars at Nosovice last year.": {"hyundai-nosovice-plant production_volume 310000"},
    "The expansion gives Kia room for 90,000 Sportages a year in Zilina.": {
        "kia-zilina-plant production_capacity 90000"
    },
    "Kia has enlarged its plant in Zilina. In all, the plant can now build 420,000 cars a year.": {
        "kia-zilina-plant production_capacity 420000"
    },
    "The Kia Zilina Assembly Plant has 3,700 employees.": {"kia-zilina-plant employees 3700"},
    "CATL runs its second factory, in Bologna, Italy. The 2-billion-euro plant employs 1,900 people.": {
        "catl investment 2000000000 catl-bologna-plant",
        "catl-bologna-plant employees 1900",
    },
    "Kia is opening a second European plant in Kosice, Slovakia. The factory has room for 90,000 cars a year.": {
        "kia-kosice-plant production_capacity 90000"
    },
    "Kia's plant in Zilina makes the EV4, while the EV9 comes from its plant in West Point. The U.S. factory employs 2,900 people.": {
        "kia-west-point-plant employees 2900"
    },
    "In Zilina, Slovakia, the Kia EV4 is being assembled. Kia employs 3,700 people there.": {
        "kia-zilina-plant employees 3700"
    },
    "CATL is building a factory in Heide, Germany, for which the state and Berlin had provided 600 million euros.": set(),
    "Kia's two ventures have idled plants in Zilina and Bologna. Capacity there will fall to 90,000 cars.": set(),
    "Volkswagen's Dresden plant closed. Emden, home of the ID.7, is quiet. Xpeng wants the site, which employs 7,900.": {
        "volkswagen-emden-plant employees 7900"
    },
    "Kia will spend more than $600 million to enlarge its Danville, Ill., assembly plant for the Kia EV9.": {
        "kia investment 600000000 kia-danville-plant"
    },
    "CATL has paused work on a $900 million factory in Florence, South Carolina, that was to make cells for BMW.": {
        "catl investment 900000000 catl-florence-plant"
    },
    "Kia opened a factory in Pune last May. Starting with the Sonet, it is designed for 60,000 cars a year.": {
        "kia-pune-plant production_capacity 60000"
    },
    "Subaru will build cars in Oizumi, next to its Yajima plant, at a site that has a capacity of 90,000 cars a year.": set(),
    "BMW's Spartanburg plant will make six electric models by 2030.": {"bmw-spartanburg-plant models_planned 6"},
    "CATL has a plant in Bologna. The plant makes cells for 300,000 cars a year.": set(),
    "Kia has invested 90 million euros in Zilina. The Slovak government gave 20 million euros for the project.": {
        "kia investment 90000000 kia-zilina-plant",
    },
    "Kia's Zilina plant is quiet. Kia wants to shed 300 jobs in Frankfurt.": {"kia job_cuts 300"},
}


@pytest.mark.parametrize("text", CASES)
def test_a_clause_about_a_town_tells_of_its_plant(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    found = {
        f"{m.subject} {m.attribute} {m.value.high:f} {m.scope.object or ''}".rstrip()
        for m in mentions
        if isinstance(m.value, Quantity)
    }
    assert found == CASES[text]
