"""The words that hardly any sentence of a language goes without, as people type them: no accents, digits all 0.

What is shared by several languages counts less for each. Words of the house (street, council, visa) are left out: they
are borrowed into every language. English, French, Spanish, Italian, Portuguese and Latin-letter Arabic were chosen by
how much more often they occur in that language's examples than in the others'.
"""

from __future__ import annotations

GREETINGS = {
    "fr": ("bonjour", "bonsoir", "bonjour madame", "bonjour monsieur", "rebonjour"),
    "es": ("hola", "buenas", "hola buenas", "buenos dias", "buenas tardes", "buenas noches"),
    "it": ("buongiorno", "buonasera", "buon giorno", "buona sera", "buongiorno signora"),
    "pt": ("bom dia", "boa tarde", "boa noite"),
    "ar": ("السلام عليكم", "سلام عليكم", "مرحبا", "اهلا", "صباح الخير", "مساء الخير"),
    "zh": ("你好", "您好"),
    "ru": ("здравствуйте", "добрый день", "привет"),
    "uk": ("добрий день", "доброго дня"),
    "pl": ("dzien dobry", "czesc"),
    "ro": ("buna ziua", "buna seara"),
    "tr": ("merhaba", "gunaydin", "iyi gunler"),
    "so": ("iska warran",),
}
"""Greetings that English has not borrowed ("ciao", "salut" and "salam" are anybody's)."""

COMMON = {
    "en": """school old car two new mum night man baby week name three nothing same husband let month much ask
        years leave give use morning thing look daughter days away mother done money make behind went wife
        text child call
        the my and to is it for of you can at with has not have what from that there how they who out please about
        by up want was need this got we one get he our are been off now its or when someone door she her just over back
        outside like put says im ive dont cant wont didnt isnt hasnt since go left your where does after if only his said
        know every people next last told them him here will work never us take tell through nobody gone because room would
        before see say came any speak re moved somebody being into could talk coming wrong broken think too still so why
        lost no yes right didnt i a an be do did had were which wot wats whats hows pls thx thanks cheers u ur r hi hello
        keep keeps need needs again any very really should more than then those these asap getting going am but on in
        me as all some time wasnt youre theyre theres weve id ill whos whos anyone something everything every down thats
        open help understand bit live lives next""",
    "fr": """ans fils porte mois ecole voiture nom matin mur maison enfants soir donne temps loyer lit petit hier
        escalier semaines recu partout gens frere lettre autre petite nouveau enfant dernier besoin mari
        comprends comprend parlez question adresse ferme ouverte dimanche ceci
        le est je mon les et pour du une pas des dans sur au vous qui ai ca plus avec moi depuis par suis chez ce svp
        fait elle devant veux sous tout sans faut nous eau dit comment quoi ils quand personne ds mere fille combien qu
        apres voisin sont rien peut deux aide encore ont nuit vient notre quelqu faire marche ici tous jour votre trop
        peux jamais jai toute quel fois etait semaine parle aux meme cassee avoir quelle maintenant laisse jours comme cette
        de la un il y a on que en se mes ma sa son ne c d l j n s m bonjour bjr merci jsuis chui oui non cest quun pouvez
        voulez sais suis etes avez avait toujours beaucoup aussi mais ou si leur leurs voudrais parler veut lundi""",
    "es": """puerta noche cada edificio ninos espanol senora senor nombre hoy nino bolsas vecina encima trabajo
        tienda techo hacer hijos hermano esposo acera tambien entendi pregunta pueden mandar mejor mensaje
        perdi tarjeta robaron esperando semanas tres delante agua sale gritan siempre mama papa abuela
        necesita necesitamos quisiera vivo vive alquiler llamar lunes domingo
        los las es ya hay quiero quien sin tengo tiene donde pero hace soy cuando ni yo nadie necesito eso
        alguien hijo puedo hasta cuanto fue gracias estoy puede cuarto ahora sigue llego hija vecino dejo basura ustedes
        despues ayuda otra estan algo quiere quedo hablar cocina ahi voy ventana tienen pusieron manana muy esto ese bano
        ayer el la de que en un una no me mi mis se por con para del al lo le su sus como mas esta este si te tu usted
        favor hola buenas tambien desde todo toda nos les han he ha habia tenemos somos son era entiendo llevo porque cual
        y a o estas muchas fa arreglar enfermo rota contento""",
    "it": """anni scuola ora strada uno macchina marito affitto mese marciapiede terra fate palazzo settimana
        preso lettera lavoro letto luce italiano giardino poi mesi fatto bambini avere vado tutta settimane
        perso negozio giorni cane aperto aperta anno sento risponde moglie miei mattina stanno scorso oggi
        odore nostro messo finestra fanno caldaia bolletta parlate indirizzo sbagliato lunedi domenica
        biblioteca salute amico sera dimmi
        di per che non ho mio mia sono nn della hanno ci nel dal sul alla fa due avete voglio vicino dove sta senza
        acqua tutto davanti piu siamo dei sotto devo ancora dell ogni io serve gli fuori figlio adesso vorrei voi puo
        alle niente dopo dalla fare sulla sto perche nessuno sopra prima aiuto ieri figlia qualcuno notte tutti tre
        nella quello grazie faccio cosa bagno domanda rotto giorno nell parlare nuovo dietro delle cucina altro vuole
        potete lei detto signora scritto mamma lasciato gia bene il la lo le un una e i si mi ma con da in se come quando
        chi anche questo questa al del c l ha salve ciao buongiorno capisco favore cosi abbiamo mille so quelli sempre
        riesco ritirato spazzatura riscaldamento casa chiedere""",
    "pt": """quarto escola filha trabalho portugues parede pai vizinha renda menina manha caiu chao janela
        senhora avo varanda passeio homem bem dizer dele dela banho sair novo meio cozinha cheiro cartao
        ajuda tou senhor irmao fala dono dinheiro crianca camara predio bebe patio domingo segunda bicicleta
        pergunta mensagem precisa rapaz
        em nao com um meu na minha uma pra os tem ja quero quem sem ao tenho ele eu sou onde cima mae isso filho vem
        ninguem das agora preciso ate tudo noite diz num ficou vai hoje alguem queria nem lhe vizinho ela moro outra nossa
        ainda pode ontem fora depois fica vou pro pela mesmo qual lixo estou estao duas mim fazer faco aos disse o a e de
        do da dos no que se por para mais como mas foi esta este essa esse esses voce vc vcs ha muito muita obrigado
        obrigada ola bom sim tambem quando porque seu sua meus minhas nos temos posso podem falar casa aquecimento
        pessoa estava tinha registar percebo percebi falam levei predio nada mes outro favor quem sabe""",
    "ar": """dial bghit mn ana men had fi dar wach dyali kayn fel fih machi ala lma lia jiran kol bel mesh msh li dyal
        momken mumkin mafi mafich mafish kifach kif chno chnou eh emta imta fin fen wen wein ndir nass mazal liya
        choukran shukran bla bezzaf beit bayt bint weld wldi 0andi 0ndi 0ayez 0ayza 0afak afak 0afakom 0la 0ala 0ad 0da
        w00ed chi hna ya yom youm lahad hada hadi hado dyalna kan kanet ma0andich ma0ndich ma0ndnach ma0 m0a 0atta 0ta
        nhdar nahdar salam moshkila mochkil mouchkil skhoun flous kahraba a0ki law sama0t embare0 lbare0 wallah yalla
        inti enta nta nti ntouma 0na i0na kteer ktir barcha taw chwaya daba dlwa2ti halla2 bas bass l w f""",
    "de": """der die das und ist nicht ich wir sie mit ein eine einen fur auf zu den dem von hat habe haben kein keine
        mein meine bitte danke wann wie wo was warum sprechen jemand jemandem mochte brauche hilfe seit ihr uns mir mich
        auch noch schon wird wurde im am bei nach uber aber oder wenn es endlich kann konnen kommt wohnung""",
    "nl": """het een niet ik wij we van en is dat die met voor op te zijn heeft heb hebben geen mijn onze graag alstublieft
        bedankt wanneer hoe waar wat waarom spreekt iemand hulp nodig ook nog al wordt werd bij naar maar als kan kunnen
        u de er""",
    "pl": """nie jest sie na to czy jak kiedy ktos prosze dziekuje bardzo mam mamy moj moja moje nasz potrzebuje pomocy
        z w i do od za po tej tym tego ale juz od ze co gdzie dlaczego chce chcialbym chcialabym rozmawiac porozmawiac kims
        wody ciepla dom domu mieszkaniu mieszkanie polsku dzien dobry smieci zabrali cala noc wiadomosci rozumiem jestem
        sa byl bylo tydzien tygodniu przyjdzie""",
    "ro": """nu este sunt am are avem sa si la cu pe din de ca ce cine cand unde cum va rog multumesc buna ziua vreau
        cineva casa apa calda vorbesc vorbiti romana ajutor pentru mult mea meu mele asta acest aceasta dar sau daca fost
        fara saptamana luat gunoiul toata noaptea face imi ma mi s a au vine vecinul trebuie""",
    "sq": """nuk eshte jam kam kemi ne te nje per me dhe ka kane do ju lutem faleminderit mire dua flas flisni shqip kush
        kur ku si pse shtepi shtepine uje uji i e ngrohte ndihme nevoje dike dikush tim ime kete jave qe nga por vije""",
    "tr": """bir ve bu icin var yok degil ne zaman nasil nerede kim biri biriyle lutfen tesekkur ederim merhaba evde evim
        evimde su sicak yardim yardima ihtiyacim istiyorum konusmak konusan turkce benim bizim cok mi mu da de ama daha
        hafta calismiyor bozuk gelmedi gelecek gelecekler almadilar soguk kalorifer oldu olarak ile gibi kadar""",
    "so": """waxaan waxaa waa waxay ma ku ka u iyo in inaan lama aan ay la oo soo si hadda maxaan maxaa aad ayaad mahadsan
        tahay caawimaad baahanahay rabaa qof hadlo hadashaa soomaali guriga gurigu guriguna kulayl jiro jiraan biyo
        kulul qashinka carruurta way yahay yihiin jiran qabow toddobaadkan fadlan xaafad kale wax sameeyaa""",
    "tl": """ang ng na sa po ako ko ka mo kami namin kaming kayo niyo namin siya sila ito yung pong wala may hindi oo
        kailangan gusto salamat paano kailan saan bakit sino tulong tubig mainit bahay tao usap makipag marunong ba mag
        lang naman kasi ngayon linggo kinuha kinukuha mga at""",
    "ku": """ez ji bi di ku me min te hun em ew ev li u ne nine heye dikim dixwazim alikariye alikari biaxivim kurdi mala
        mal germ av ava kesek keseki re xwe kerema dizanin dikare cawa kengi ci kes spas silav tune ye""",
    "vi": """toi khong co la va cua cho nguoi nay duoc voi nha muon can giup do noi chuyen nuoc nong tuan ho rac lay khi
        nao o dau ai the nhu lam xin cam on chung minh bi da se toi chua""",
    "sw": """na ya wa kwa ni la za hii hiyo huu hakuna hatuna sina nina nataka nahitaji tafadhali asante msaada mtu watu
        nyumba nyumbani yangu yetu maji moto kuongea kuzungumza taka takataka wiki hawa hawakuchukua lini wapi nani
        kiswahili jambo habari sana""",
    "yo": """mo ni ti si ko e jowo ba fe nilo iranlowo eniyan soro ile mi wa omi gbigbona se won yi ninu ose naa fun lati
        gba awon kan bawo nibo nigba""",
    "ig": """achoro m biko anyi na enweghi mmiri oku ulo ikwu okwu mmadu enyemaka ka gi ya bu nke di ha ndi kedu ebe mgbe
        daalu onye ihe igbo izu""",
    "ha": """ina ba mu da ruwan ruwa zafi gida a so in yi magana mutum bukatar taimako don allah na ne ce ta su ya wannan
        yaushe ina wane sharar mako gidana hausa gode""",
    "hu": """nem a az egy es van vagy hogy nincs kerem koszonom szeretnek beszelni valakivel segitseg segitsegre meleg viz
        haz hetek heten ezen el vittek szemetet mikor hol ki mit magyarul lakas""",
    "lt": """man reikia pagalbos prasau aciu ne ir yra kad as mes nera vandens namuose kada kas kur su kalbeti noriu
        lietuviskai sia savaite neisveze siuksliu""",
    "sv": """jag och det ar inte att en ett pa som med for har kan vi ni hjalp behover tack vill prata nagon inget varmt
        vatten svenska nar hur var vad""",
    "cs": """neni je jsem mam mame prosim dekuji potrebuji pomoc nekdo nekym mluvit chci teplou vodu kdy jak kde co proc
        cesky se na v s z a to uz ale tento tyden neodvezli""",
    "hr": """nije je sam imam imamo molim hvala trebam pomoc netko nekim razgovarati zelim tople vode kada kako gdje sto
        zasto se na u s i to vec ali ovaj tjedan smece odnijeli nema nemamo""",
    "id": """saya tidak ada yang di ke dari dan ini itu untuk dengan bisa tolong terima kasih butuh bantuan bicara orang
        rumah air panas kapan bagaimana dimana minggu sampah kami""",
}
LETTERS = {
    "fr": "œ",
    "es": "ñ¿¡",
    "pt": "ãõ",
    "de": "ß",
    "pl": "łśźżńę",
    "ro": "ășțţ",
    "tr": "ğı",
    "vi": "ơưđạảấầẩẫậắằẳẵặẻẽếềểễệỉịỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "lt": "ėųįū",
    "hu": "őű",
    "cs": "řě",
    "ku": "ûîê",
    "yo": "ṣẹọ",
    "ig": "ụịṅ",
    "ha": "ƙɗɓ",
    "sq": "ë",
}
"""Letters that few other languages write; most people leave them out on a phone."""
ENDINGS = {
    "es": ("cion", "ciones", "aron", "ieron", "iendo"),
    "pt": ("cao", "coes", "aram", "agem", "eiro"),
    "it": ("zione", "zioni", "iamo", "ggio"),
    "fr": ("aient", "eux", "euse", "ait"),
}
"""How a word that is in no list gives itself away."""
