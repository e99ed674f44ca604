"""One clear sentence always alarms, in every language; an idiom, the past or a street never does by its words alone."""

from pathlib import Path

import pytest

from bot.understanding.danger_words import DangerWords

ORDINARY = (Path(__file__).parent / "ordinary.txt").read_text(encoding="utf-8").splitlines()
WORDS = DangerWords.load()

CLEAR = """
fire: there is a fire in the flat below | my kitchen is on fire | smoke is coming under the door | FIRE
fire: il y a le feu chez mon voisin | hay fuego en la cocina | c'è un incendio al terzo piano
fire: há fogo no prédio | في حريق بالعمارة
gas: I can smell gas in the hallway | ça sent le gaz dans la cuisine | huele a gas en mi casa
gas: sento odore di gas | cheira a gás no corredor | في ريحة غاز بالبيت
gas: the carbon monoxide alarm is going off
medical: my dad is not breathing | elle ne respire plus | mi abuela no respira | mia nonna non respira
medical: a minha mãe não respira | ابي لا يتنفس
medical: she's unconscious on the floor | he's having a heart attack
violence: a man with a knife is outside my door | il a un couteau | tiene un cuchillo
violence: ha un coltello in mano | ele tem uma faca | معه سكين
violence: someone is breaking into my flat right now | he says he will kill me
domestic_abuse: my husband is hitting me | mon mari me frappe | mi marido me pega
domestic_abuse: mio marito mi picchia | o meu marido bate-me | زوجي يضربني
child_at_risk: the kids next door have been left alone | un enfant est tout seul dans la rue
child_at_risk: hay un niño solo en la calle | c'è un bambino da solo in strada | طفل لوحده بالشارع
adult_at_risk: my mum with dementia has gone missing | my nan's carer is hitting her
suicide: I want to kill myself | je veux en finir | quiero morirme | voglio morire | quero morrer | بدي موت
suicide: there's no point in living anymore
collapse: the ceiling has collapsed | le plafond s'est effondré | se cayó el techo de la sala
collapse: il soffitto è crollato | o teto desabou | السقف وقع
flood: water is pouring through the ceiling | burst pipe | l'eau coule du plafond
flood: se reventó una tubería | si è rotto un tubo | rebentou um cano
homeless_tonight: I have nowhere to sleep tonight | je n'ai nulle part où dormir
homeless_tonight: no tengo donde dormir | non so dove dormire stanotte | não tenho onde dormir
homeless_tonight: ما عندي مكان انام
no_heat_vulnerable: no heating and I have a newborn baby | pas de chauffage et j'ai un bébé
no_heat_vulnerable: sin calefacción con un recién nacido | senza riscaldamento con un neonato
no_heat_vulnerable: sem aquecimento com um bebé
"""
HARMLESS = """
nobody was hurt and there is no fire | the fire door on my floor doesn't close
when is the next fire drill | Flood Street is full of leaves
this form is killing me | the smoke alarm battery needs replacing | I had a gas bill for 300 pounds
there was a fire last year at number 9
what should I do if there is a fire | the queue is killing me | can I dispose of old paint
I'm dying to hear from you
il n'y a pas de feu ici | no hay fuego, todo bien | non c'è fumo qui | não há fogo | لا يوجد حريق
facture de gaz trop chère | la puerta cortafuegos está rota | me muero de risa | فاتورة الغاز عالية
"""


def _table(text):
    for line in text.strip().splitlines():
        name, _, sentences = line.partition(": ")
        yield from ((sentence.strip(), name) for sentence in sentences.split(" | "))


@pytest.mark.parametrize(("sentence", "emergency"), list(_table(CLEAR)))
def test_a_clear_sentence_alarms_alone_and_inside_a_longer_message(sentence, emergency):
    assert WORDS.find(sentence) == emergency
    assert WORDS.find(f"Hello, about my bins. {sentence}! Please") == emergency


@pytest.mark.parametrize(
    "sentence", [one.strip() for line in HARMLESS.strip().splitlines() for one in line.split(" | ")]
)
def test_a_harmless_one_does_not(sentence):
    assert WORDS.find(sentence) is None


def test_a_harmless_sentence_does_not_excuse_the_next():
    assert WORDS.find("The fire drill was last week. Now the kitchen is on fire") == "fire"


def test_two_facts_in_two_sentences_can_mean_danger_together():
    assert WORDS.find("The boiler packed up again. It's ten days now. I have a newborn") == "no_heat_vulnerable"
    assert WORDS.find("The boiler packed up again. It's ten days now. I have a lodger") is None
    assert WORDS.find("I have a newborn. When is the clinic?") is None


def test_ordinary_messages_hardly_ever_alarm():
    raised = [text for text in ORDINARY if WORDS.find(text)]
    assert len(raised) <= 0.003 * len(ORDINARY), raised
